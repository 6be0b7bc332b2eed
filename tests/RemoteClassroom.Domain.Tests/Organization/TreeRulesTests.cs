using RemoteClassroom.Domain.Organization;

namespace RemoteClassroom.Domain.Tests.Organization;

public sealed class TreeRulesTests
{
    private static readonly TreePlace County = new("p/c1/u1", 2);
    private static readonly TreePlace Township = new("p/c1/u1/t1", 3);
    private static readonly TreePlace OtherCity = new("p/c2", 1);

    [Fact]
    public void A_unit_moves_below_a_higher_level_that_is_not_its_own()
    {
        Assert.Null(TreeRules.MoveFault(County, OtherCity, 20));
        Assert.Null(TreeRules.MoveFault(Township, new TreePlace("p/c1/u10", 2), 20));
        Assert.NotNull(TreeRules.MoveFault(County, Township, 20));
        Assert.NotNull(TreeRules.MoveFault(County, County, 20));
        Assert.NotNull(TreeRules.MoveFault(OtherCity, County, 20));
        Assert.NotNull(TreeRules.MoveFault(County, new TreePlace("p/c2/u9", 2), 20));
    }

    [Fact]
    public void A_neighbour_whose_code_begins_alike_is_not_below() => Assert.False(new TreePlace("p/c1/u1", 2).Holds(new TreePlace("p/c1/u10", 2)));

    [Fact]
    public void A_unit_is_merged_where_what_is_below_it_still_stands_below()
    {
        Assert.Null(TreeRules.MergeFault(County, new TreePlace("p/c1/u2", 2), 3, 20));
        Assert.Null(TreeRules.MergeFault(County, OtherCity, null, 7));
        Assert.NotNull(TreeRules.MergeFault(County, Township, 3, 20));
        Assert.NotNull(TreeRules.MergeFault(County, new TreePlace("p/c1/u2/t9", 3), 3, 20));
    }

    [Fact]
    public void Paths_stay_within_their_length()
    {
        var deep = new string('x', 380);
        Assert.Null(TreeRules.MoveFault(County, OtherCity, TreeRules.LongestPath));
        Assert.NotNull(TreeRules.MoveFault(County, new TreePlace("p/" + deep, 1), 60));
        Assert.NotNull(TreeRules.MergeFault(County, new TreePlace("p/" + deep, 2), 3, 60));
        Assert.Equal("p/c2/u1/t1", TreeRules.Rebased("p/c1/u1/t1", "p/c1/u1", "p/c2/u1"));
    }
}
