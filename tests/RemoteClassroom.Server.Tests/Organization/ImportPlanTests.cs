using RemoteClassroom.Server.Organization.Imports;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Tests.Organization;

/// <summary>Checking lines against each other and against what is there.</summary>
public sealed class ImportPlanTests
{
    private static readonly OrgUnitRow Root = Unit("P", null, "province");
    private static readonly OrgUnitRow North = Unit("N", Root, "city");
    private static readonly OrgUnitRow South = Unit("S", Root, "city");
    private static readonly OrgUnitRow NorthEast = Unit("NE", North, "county");
    private static readonly OrgUnitRow[] Tree = [Root, North, South, NorthEast];

    private static readonly VenueRow NorthHall = new() { Id = Guid.NewGuid(), Code = "VN", Name = "北厅", UnitId = North.Id, Hall = 1, Seats = 30 };
    private static readonly VenueRow SouthHall = new() { Id = Guid.NewGuid(), Code = "VS", Name = "南厅", UnitId = South.Id, Hall = 2, Seats = 30 };

    private static OrgUnitRow Unit(string code, OrgUnitRow? parent, string level) => new()
    {
        Id = Guid.NewGuid(), Code = code, Name = "单位" + code, Level = level, ParentId = parent?.Id, Path = parent is null ? code : parent.Path + "/" + code,
    };

    private static List<ImportLine> Lines(params string[] lines) =>
        [.. lines.Select((line, i) => new ImportLine(i + 2, [.. line.Split(',')]))];

    private static (OrgUnitPlan Plan, List<(int, string, string)> Faults) Units(string scope, params string[] lines)
    {
        var faults = new ImportFaults();
        var plan = OrgUnitPlan.Make(Lines(lines), Tree, scope, Guid.NewGuid, faults);
        return (plan, [.. faults.InOrder().Select(error => (error.Line, error.Column, error.Code))]);
    }

    [Fact]
    public void New_units_get_paths_from_the_root_down_whatever_the_order_of_lines()
    {
        var (plan, faults) = Units("", "V,T,村,village", "T,NE,镇,township");

        Assert.Empty(faults);
        Assert.Equal(2, plan.Accepted);
        Assert.Equal(["P/N/NE/T", "P/N/NE/T/V"], plan.Added.Select(row => row.Path));
        Assert.Equal(plan.Added[0].Id, plan.Added[1].ParentId);
        Assert.Empty(plan.Changed);
    }

    [Fact]
    public void A_line_of_a_known_code_updates_it_and_moves_what_is_below()
    {
        var (plan, faults) = Units("", "NE,S,东北,county", "X,NE,镇,township");

        Assert.Empty(faults);
        Assert.Equal("P/S/NE/X", Assert.Single(plan.Added).Path);
        var moved = Assert.Single(plan.Changed);
        Assert.Equal((NorthEast.Id, "P/S/NE", "东北"), (moved.Id, moved.Path, moved.Name));
    }

    [Fact]
    public void Moving_a_unit_moves_units_that_the_file_does_not_name()
    {
        var all = Units("", "N,S,北,county");
        Assert.Contains((2, "level", "invalid"), all.Faults);

        var deep = Unit("T", NorthEast, "township");
        var faults = new ImportFaults();
        var plan = OrgUnitPlan.Make(Lines("NE,S,东北,county"), [.. Tree, deep], "", Guid.NewGuid, faults);
        Assert.Equal(["P/S/NE", "P/S/NE/T"], plan.Changed.Select(row => row.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_bad_line_of_units_is_listed_with_its_reason()
    {
        var (plan, faults) = Units(
            "",
            ",P,甲,city",
            "a/b,P,甲,city",
            "A1,P,,city",
            "A2,P,甲,planet",
            "A3,ZZ,甲,city",
            "A4,P,甲,city",
            "A4,P,乙,city",
            "A5,N,甲,city",
            "A6,,甲,village",
            "A7,A8,甲,county",
            "A8,A7,甲,township",
            $"A9,P,{new string('长', 81)},city");

        Assert.Equal(
            [
                (2, "code", "required"), (3, "code", "invalid"), (4, "name", "required"), (5, "level", "invalid"), (6, "parentCode", "unknown"), (8, "code", "duplicate"),
                (9, "level", "invalid"), (10, "parentCode", "required"), (11, "parentCode", "invalid"), (12, "parentCode", "invalid"), (13, "name", "too_long"),
            ],
            faults);
        Assert.Equal(1, plan.Accepted);
        Assert.Empty(plan.Added);
    }

    [Fact]
    public void An_administrator_adds_below_his_unit_and_nowhere_else()
    {
        Assert.Empty(Units("P/N", "NW,N,西北,county", "NWT,NW,镇,township", "N,P,北部,city").Faults);
        var (_, faults) = Units("P/N", "SW,S,西南,county", "S,P,南部,city", "NE,S,东北,county", "P2,,省,province", "N,S,北,county");
        Assert.Equal([2, 3, 4, 5, 6], faults.Where(fault => fault.Item3 is "forbidden").Select(fault => fault.Item1));
        Assert.Contains(Units("P/N", "S,N,南,county").Faults, fault => fault.Item3 == "forbidden");
    }

    [Fact]
    public void Every_bad_line_of_venues_is_listed_and_known_codes_are_updated()
    {
        var faults = new ImportFaults();
        var places = new KnownPlaces(Tree, [NorthHall, SouthHall]);
        var plan = VenuePlan.Make(
            Lines("V1,NE,新厅,25", "V1,NE,又一厅,25", "V2,,厅,25", "V3,ZZ,厅,25", "V4,S,厅,25", "V5,N,厅,many", "V6,N,厅,", "VS,N,抢来的厅,25", "VN,N,北厅,31"),
            places, "P/N", Guid.NewGuid, faults);

        Assert.Equal(
            [
                (3, "code", "duplicate"), (4, "unitCode", "required"), (5, "unitCode", "unknown"), (6, "unitCode", "forbidden"), (7, "seats", "invalid"), (8, "seats", "required"),
                (9, "code", "forbidden"),
            ],
            faults.InOrder().Select(error => (error.Line, error.Column, error.Code)));
        Assert.Equal("V1", Assert.Single(plan.Added).Code);
        var changed = Assert.Single(plan.Changed);
        Assert.Equal((NorthHall.Id, 31, 1L), (changed.Id, changed.Seats, changed.Hall));
        Assert.Equal(2, plan.Accepted);
    }

    [Fact]
    public void Of_a_telephone_number_only_the_last_four_digits_are_kept()
    {
        var faults = new ImportFaults();
        var plan = TraineePlan.Make(Lines("R1,王建国,+86 138-0000-1234,N,教师,VN"), new KnownPlaces(Tree, [NorthHall]), new Dictionary<string, TraineeRow>(), "", Guid.NewGuid, faults);

        Assert.False(faults.Any);
        var row = Assert.Single(plan.Added);
        Assert.Equal(("1234", North.Id, (Guid?)NorthHall.Id), (row.LastDigits, row.UnitId, row.VenueId));
        Assert.DoesNotContain(typeof(TraineeRow).GetProperties(), property => property.PropertyType == typeof(string) && ((string)property.GetValue(row)!).Contains("8000012", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_bad_line_of_trainees_is_listed_and_no_fault_repeats_a_persons_data()
    {
        var there = new TraineeRow { Id = Guid.NewGuid(), RosterNo = "R9", Name = "甲", LastDigits = "0000", UnitId = South.Id, Category = "教师" };
        var same = new TraineeRow { Id = Guid.NewGuid(), RosterNo = "R10", Name = "赵六", LastDigits = "4321", UnitId = North.Id, Category = "教师" };
        var faults = new ImportFaults();
        var plan = TraineePlan.Make(
            Lines(
                "R1,王五,,N,教师,", "R2,王五,12x4,N,教师,", "R3,王五,123,N,教师,", "R4,,13800001234,N,教师,", "R5,王五,13800001234,,教师,", "R6,王五,13800001234,N,,", "R7,王五,13800001234,N,教师,ZZ",
                "R8,王五,13800001234,S,教师,VS", "R9,王五,13800001234,N,教师,", "R10,赵六,13800004321,N,教师,", "R10,赵六,13800004321,N,教师,"),
            new KnownPlaces(Tree, [NorthHall, SouthHall]), new Dictionary<string, TraineeRow> { ["R9"] = there, ["R10"] = same }, "P/N", Guid.NewGuid, faults);

        Assert.Equal(
            [
                (2, "phone", "required"), (3, "phone", "invalid"), (4, "phone", "invalid"), (5, "name", "required"), (6, "unitCode", "required"), (7, "category", "required"),
                (8, "venueCode", "unknown"), (9, "unitCode", "forbidden"), (9, "venueCode", "forbidden"), (10, "rosterNo", "forbidden"), (12, "rosterNo", "duplicate"),
            ],
            faults.InOrder().Select(error => (error.Line, error.Column, error.Code)));
        Assert.Equal(1, plan.Accepted);
        Assert.Empty(plan.Added);
        Assert.Empty(plan.Changed);
        Assert.DoesNotContain(faults.InOrder(), error => error.Detail.Contains("王五", StringComparison.Ordinal) || error.Detail.Contains("1380", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_thousand_and_more_faults_a_thousand_are_listed_and_all_are_counted()
    {
        var faults = new ImportFaults();
        var plan = VenuePlan.Make(Enumerable.Range(2, 1_500).Select(i => new ImportLine(i, ["", "N", "厅", "1"])), new KnownPlaces(Tree, []), "", Guid.NewGuid, faults);
        Assert.Equal((0, 1_000), (plan.Accepted, faults.InOrder().Count));
    }
}
