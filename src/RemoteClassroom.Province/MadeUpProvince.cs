namespace RemoteClassroom.Province;

/// <summary>A province made up from a seed: the same seed and size give the same lines, in the same order, everywhere.</summary>
public sealed class MadeUpProvince
{
    private readonly ulong _seed;
    private readonly ProvinceSize _size;
    private readonly List<ProvinceUnit> _units = [];
    private readonly List<ProvinceVenue> _venues = [];
    private readonly Dictionary<string, List<string>> _hallless = new(StringComparer.Ordinal);

    /// <summary>Makes units and venues; the people come one by one from <see cref="Trainees"/>.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="size">How many of each.</param>
    public MadeUpProvince(long seed, ProvinceSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        (_seed, _size) = (unchecked((ulong)seed), size);
        MakeUnits();
        MakeVenues();
    }

    /// <summary>All units, parents before children.</summary>
    public IReadOnlyList<ProvinceUnit> Units => _units;

    /// <summary>All venues.</summary>
    public IReadOnlyList<ProvinceVenue> Venues => _venues;

    /// <summary>All people, hall by hall. Each call makes them anew, alike.</summary>
    public IEnumerable<ProvinceTrainee> Trainees()
    {
        var dice = new Dice(_seed ^ 0x5EED_0003);
        var weights = _venues.ConvertAll(_ => 60 + dice.Below(80));
        var total = weights.Sum();
        long weight = 0;
        var number = 0;
        for (var i = 0; i < _venues.Count; i++)
        {
            weight += weights[i];
            var end = (int)(weight * _size.Trainees / total);
            var known = new HashSet<string>(StringComparer.Ordinal);
            while (number < end)
            {
                number++;
                yield return MakeTrainee(dice, _venues[i], number, known);
            }
        }
    }

    private ProvinceTrainee MakeTrainee(Dice dice, ProvinceVenue venue, int number, HashSet<string> known)
    {
        string name, phone;
        do
        {
            name = Names.Person(dice);
            phone = $"1000{dice.Below(10_000_000):0000000}";
        }
        while (!known.Add(name + phone[^4..]));

        // Some come from a village near by that has no hall: then the roster must name the hall.
        var near = venue.UnitCode.Length > 9 ? _hallless.GetValueOrDefault(venue.UnitCode[..9]) : null;
        var guest = near is not null && dice.Below(100) < 30;
        var unit = guest ? dice.Of(near!) : venue.UnitCode;
        var named = guest || dice.Below(2) == 0;
        return new ProvinceTrainee($"R{number:0000000}", name, phone, unit, dice.Of(Names.Categories), named ? venue.Code : "");
    }

    private void MakeUnits()
    {
        var dice = new Dice(_seed ^ 0x5EED_0001);
        List<ProvinceUnit> level = [new ProvinceUnit("99", "", Names.Province, "province")];
        _units.AddRange(level);
        level = Below(dice, level, _size.Cities, 2, "city", ["市"]);
        level = Below(dice, level, _size.Counties, 2, "county", ["县", "县", "区"]);
        level = Below(dice, level, _size.Townships, 3, "township", ["镇", "镇", "乡", "街道"]);
        Below(dice, level, _size.Villages, 3, "village", ["村"]);
    }

    private List<ProvinceUnit> Below(Dice dice, List<ProvinceUnit> parents, int count, int digits, string level, string[] suffixes)
    {
        var made = new List<ProvinceUnit>(count);
        for (var i = 0; i < parents.Count; i++)
        {
            // An even share of what is left, so that each parent has one at least and the sum is exact.
            var share = (int)((long)(i + 1) * count / parents.Count - (long)i * count / parents.Count);
            var taken = new HashSet<string>(StringComparer.Ordinal);
            for (var n = 1; n <= share; n++)
            {
                var code = parents[i].Code + n.ToString(new string('0', digits));
                made.Add(new ProvinceUnit(code, parents[i].Code, Names.Place(dice, taken) + dice.Of(suffixes), level));
            }
        }

        _units.AddRange(made);
        return made;
    }

    private void MakeVenues()
    {
        var dice = new Dice(_seed ^ 0x5EED_0002);
        var left = _size.Venues;
        foreach (var unit in _units.Where(unit => unit.Level != "village").Take(left))
        {
            AddVenue(dice, unit);
            left--;
        }

        var villages = _units.Where(unit => unit.Level == "village").ToList();
        for (var i = 0; i < villages.Count; i++)
        {
            var share = (long)(i + 1) * left / villages.Count - (long)i * left / villages.Count;
            for (var n = 0; n < share; n++)
            {
                AddVenue(dice, villages[i], n);
            }

            if (share == 0)
            {
                var township = villages[i].ParentCode;
                (_hallless.TryGetValue(township, out var list) ? list : _hallless[township] = []).Add(villages[i].Code);
            }
        }
    }

    private void AddVenue(Dice dice, ProvinceUnit unit, int further = 0)
    {
        var room = unit.Level switch
        {
            "province" or "city" => "会堂",
            "county" => "党校报告厅",
            "township" => "会议室",
            _ => "活动室",
        };
        _venues.Add(new ProvinceVenue(
            $"V{unit.Code}{(further == 0 ? "" : $"-{further + 1}")}", unit.Code, unit.Name + room + (further == 0 ? "" : $"{further + 1}"), 30 + 5 * dice.Below(15),
            Names.Contact(_venues.Count), $"1000{_venues.Count + 1:0000000}"));
    }
}
