using System.Security.Cryptography;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Storage.Identities;

namespace RemoteClassroom.Storage.Tests.Identities;

/// <summary>The seal of one person's identity.</summary>
public sealed class IdentitySealTests
{
    private static readonly TraineeIdentity Person = new("R1", "王建国", "1234");

    [Fact]
    public void A_sealed_identity_opens_in_its_own_row_of_its_own_installation_alone()
    {
        using var seal = new IdentitySeal(RandomNumberGenerator.GetBytes(32));
        using var elsewhere = new IdentitySeal(RandomNumberGenerator.GetBytes(32));
        var id = Guid.NewGuid();
        var (whole, wrapped) = seal.Seal(id, Person);
        Assert.Equal(Person, seal.Open(id, whole, wrapped));
        Assert.ThrowsAny<CryptographicException>(() => seal.Open(Guid.NewGuid(), whole, wrapped));
        Assert.ThrowsAny<CryptographicException>(() => elsewhere.Open(id, whole, wrapped));
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => seal.Open(id, changed, wrapped));
        }

        Assert.Null(seal.Open(id, [], wrapped));
        Assert.Null(seal.Open(id, whole, []));
        Assert.NotEqual(whole, seal.Seal(id, Person).Sealed);
    }
}
