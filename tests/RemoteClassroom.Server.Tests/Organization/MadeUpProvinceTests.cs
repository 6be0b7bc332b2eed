using RemoteClassroom.Province;

namespace RemoteClassroom.Server.Tests.Organization;

public sealed class MadeUpProvinceTests
{
    [Fact]
    public void The_full_province_has_the_size_that_one_lecture_is_sized_for()
    {
        var province = new MadeUpProvince(1, ProvinceSize.Full);
        int Of(string level) => province.Units.Count(unit => unit.Level == level);

        Assert.Equal((1, 14, 86, 1_360, 16_000), (Of("province"), Of("city"), Of("county"), Of("township"), Of("village")));
        Assert.Equal(10_300, province.Venues.Count);
        Assert.Equal(264_000, province.Trainees().Count());
    }

    [Fact]
    public void Every_reference_leads_to_a_line_that_came_before_and_every_code_is_unique()
    {
        var province = new MadeUpProvince(7, ProvinceSize.Scaled(0.05));
        var units = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in province.Units)
        {
            Assert.True(unit.ParentCode.Length == 0 ? units.Count == 0 : units.Contains(unit.ParentCode), unit.Code);
            Assert.True(units.Add(unit.Code), unit.Code);
        }

        var venues = province.Venues.ToDictionary(venue => venue.Code, StringComparer.Ordinal);
        Assert.All(venues.Values, venue => Assert.Contains(venue.UnitCode, units));
        var people = province.Trainees().ToList();
        Assert.All(people, person => Assert.Contains(person.UnitCode, units));
        Assert.All(people, person => Assert.True(person.VenueCode.Length == 0 || venues.ContainsKey(person.VenueCode), person.RosterNo));
        Assert.Equal(people.Count, people.Select(person => person.RosterNo).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(10, people.Select(person => person.Category).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_files_and_another_seed_others()
    {
        static string Files(long seed)
        {
            var province = new MadeUpProvince(seed, ProvinceSize.Scaled(0.02));
            using var writer = new StringWriter();
            ProvinceFiles.WriteUnits(province, writer);
            ProvinceFiles.WriteVenues(province, writer);
            ProvinceFiles.WriteTrainees(province, writer);
            return writer.ToString();
        }

        Assert.Equal(Files(3), Files(3));
        Assert.NotEqual(Files(3), Files(4));
    }
}
