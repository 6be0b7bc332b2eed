using RemoteClassroom.Domain.Accounts;

namespace RemoteClassroom.Domain.Tests.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("short-one")]
    [InlineData("1234567890")]
    [InlineData("9876543210")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("qwertyuiop")]
    [InlineData("Password123!")]
    [InlineData("woaini5201314")]
    [InlineData("1q2w3e4r5t")]
    [InlineData("Zhang.Weiguo")]
    [InlineData("zhang.weiguo12")]
    public void What_is_guessed_first_is_refused_with_a_reason(string password) => Assert.False(string.IsNullOrWhiteSpace(PasswordRules.Fault(password, "zhang.weiguo")));

    [Theory]
    [InlineData("correct-horse-battery-1")]
    [InlineData("黄河水十里铺讲堂一九")]
    [InlineData("lantern river ox 48")]
    public void Words_that_do_not_belong_together_are_taken(string password) => Assert.Null(PasswordRules.Fault(password, "zhang.weiguo"));

    [Fact]
    public void The_longest_is_taken_and_one_more_is_not()
    {
        var words = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * i:x3}"))[..128];
        Assert.Null(PasswordRules.Fault(words, "zhang.weiguo"));
        Assert.NotNull(PasswordRules.Fault(words + "x", "zhang.weiguo"));
    }
}
