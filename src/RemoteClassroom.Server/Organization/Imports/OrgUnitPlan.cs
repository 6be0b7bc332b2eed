using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>What an import of units comes to: which rows are new and which change. Pure: neither clock nor database.</summary>
internal sealed class OrgUnitPlan
{
    private const int Code = 0, Parent = 1, Name = 2, Level = 3;
    private const int LongestPath = 400;

    private readonly FieldRules _rules;
    private readonly ImportFaults _faults;
    private readonly string _scope;
    private readonly Func<Guid> _newId;
    private readonly Dictionary<string, Node> _nodes;
    private readonly Dictionary<Guid, Node> _byId;

    private OrgUnitPlan(IReadOnlyCollection<OrgUnitRow> existing, string scope, Func<Guid> newId, ImportFaults faults)
    {
        (_scope, _newId, _faults) = (scope, newId, faults);
        _rules = new FieldRules(ImportShape.OrgUnits, faults);
        _nodes = existing.ToDictionary(row => row.Code, row => new Node(row), StringComparer.Ordinal);
        _byId = _nodes.Values.ToDictionary(node => node.Row!.Id);
        foreach (var node in _nodes.Values)
        {
            node.Parent = node.Row!.ParentId is { } parent ? _byId[parent] : null;
        }
    }

    /// <summary>How many lines are good.</summary>
    public int Accepted { get; private set; }

    /// <summary>Units to insert, parents before children.</summary>
    public List<OrgUnitRow> Added { get; } = [];

    /// <summary>Units whose row changes, with all values as they will be; units below one that moved are among them.</summary>
    public List<OrgUnitRow> Changed { get; } = [];

    /// <summary>Checks all lines against each other and against what is there.</summary>
    /// <param name="lines">Of <see cref="ImportShape.OrgUnits"/>.</param>
    /// <param name="existing">All units there are.</param>
    /// <param name="scope">The path of the caller's unit; empty for the whole tree.</param>
    /// <param name="newId">Makes ids.</param>
    /// <param name="faults">Takes the faults; with any, the rows must not be written.</param>
    public static OrgUnitPlan Make(IEnumerable<ImportLine> lines, IReadOnlyCollection<OrgUnitRow> existing, string scope, Func<Guid> newId, ImportFaults faults)
    {
        var plan = new OrgUnitPlan(existing, scope, newId, faults);
        var named = plan.Collect(lines, out var count);
        plan.Link(named);
        plan.CheckLevels();
        if (!faults.Any)
        {
            plan.Write();
        }

        plan.Accepted = count - faults.BadLines;
        return plan;
    }

    private List<Node> Collect(IEnumerable<ImportLine> lines, out int count)
    {
        var named = new List<Node>();
        count = 0;
        foreach (var line in lines)
        {
            count++;
            var good = _rules.Code(line, Code) & _rules.Text(line, Name, FieldRules.LongestName) & (line.Values[Parent].Length == 0 || _rules.Code(line, Parent));
            var level = OrgLevels.Rank(line.Values[Level]);
            good &= level >= 0 || _rules.Fault(line, Level, line.Values[Level].Length == 0 ? ImportCodes.Required : ImportCodes.Invalid, $"Use one of {string.Join(", ", OrgLevels.All)}.");
            if (line.Values[Code].Length == 0)
            {
                continue;
            }

            if (!_nodes.TryGetValue(line.Values[Code], out var node))
            {
                _nodes[line.Values[Code]] = node = new Node(null);
            }
            else if (node.Line is not null)
            {
                _rules.Fault(line, Code, ImportCodes.Duplicate, $"Line {node.Line.Value.Number} has this code already.");
                continue;
            }

            if (node.Row?.MergedInto is not null)
            {
                _rules.Fault(line, Code, ImportCodes.Invalid, "This unit was taken in by another; leave the line out, or choose another code.");
                continue;
            }

            node.Take(line, level);
            named.Add(node);
        }

        return named;
    }

    private void Link(List<Node> named)
    {
        foreach (var node in named)
        {
            var line = node.Line!.Value;
            var code = line.Values[Parent];
            Node? parent = null;
            if (code.Length > 0 && (!_nodes.TryGetValue(code, out parent) || parent.Row?.MergedInto is not null))
            {
                _rules.Fault(line, Parent, ImportCodes.Unknown, "Neither this file nor the tree has a unit of this code.");
                node.Broken = true;
                continue;
            }

            if (!MayPlace(node, parent))
            {
                _faults.Add(line.Number, "", ImportCodes.Forbidden, "The unit is outside your own; ask its administrator.");
            }

            node.Parent = parent;
        }

        foreach (var node in named.Where(node => !node.Broken && InCircle(node)))
        {
            node.Broken = true;
            _rules.Fault(node.Line!.Value, Parent, ImportCodes.Invalid, "The unit would stand below itself.");
        }
    }

    // A unit may be touched where it stands and where it goes; a unit that is new in this file is judged by its own line.
    private bool MayPlace(Node node, Node? parent)
    {
        if (_scope.Length == 0)
        {
            return true;
        }

        if (node.Row is not null && !Subtree.Contains(_scope, node.Row.Path))
        {
            return false;
        }

        var isOwnUnit = node.Row?.Path == _scope;
        return isOwnUnit ? parent is not null && parent == node.Parent || parent is null && node.Parent is null
            : parent is not null && (parent.Row is null || Subtree.Contains(_scope, parent.Row.Path));
    }

    private bool InCircle(Node node)
    {
        var steps = 0;
        for (var above = node.Parent; above is not null; above = above.Parent)
        {
            if (above == node || ++steps > _nodes.Count)
            {
                return true;
            }
        }

        return false;
    }

    private void CheckLevels()
    {
        var highest = _nodes.Values.Where(node => node.Level >= 0).Select(node => node.Level).DefaultIfEmpty(0).Min();
        foreach (var node in _nodes.Values)
        {
            var line = node.Line ?? node.Parent?.Line;
            if (line is null || node.Level < 0 || node.Broken)
            {
                continue;
            }

            if (node.Parent is null && node.Level > highest)
            {
                _rules.Fault(line.Value, Parent, ImportCodes.Required, "Only a unit of the highest level stands without a unit above it.");
            }
            else if (node.Parent is { Level: >= 0 } parent && node.Level <= parent.Level)
            {
                _rules.Fault(line.Value, Level, ImportCodes.Invalid, "A unit's level must be below the level of the unit above it.");
            }
        }
    }

    private void Write()
    {
        foreach (var node in _nodes.Values)
        {
            PathOf(node);
        }

        foreach (var node in _nodes.Values.Where(node => node.Path!.Length > LongestPath && node.Line is not null))
        {
            _rules.Fault(node.Line!.Value, Code, ImportCodes.TooLong, $"The codes from the root down may have {LongestPath} characters together.");
        }

        foreach (var node in _nodes.Values.OrderBy(node => node.Path!.Count(c => c == '/')))
        {
            var values = node.Line?.Values;
            var parent = node.Parent?.Id;
            if (node.Row is null)
            {
                Added.Add(new OrgUnitRow { Id = node.Id, Code = values![Code], Name = values[Name], Level = OrgLevels.All[node.Level], ParentId = parent, Path = node.Path! });
            }
            else if (node.Path != node.Row.Path || (values is not null && (values[Name] != node.Row.Name || OrgLevels.All[node.Level] != node.Row.Level)))
            {
                Changed.Add(new OrgUnitRow { Id = node.Id, Code = node.Row.Code, Name = values?[Name] ?? node.Row.Name, Level = OrgLevels.All[node.Level], ParentId = parent, Path = node.Path!, MergedInto = node.Row.MergedInto });
            }
        }
    }

    private string PathOf(Node node)
    {
        if (node.Id == Guid.Empty)
        {
            node.Id = _newId();
        }

        return node.Path ??= node.Parent is null ? node.CodeText : PathOf(node.Parent) + "/" + node.CodeText;
    }

    private sealed class Node(OrgUnitRow? row)
    {
        public OrgUnitRow? Row { get; } = row;
        public ImportLine? Line { get; private set; }
        public Node? Parent { get; set; }
        public int Level { get; private set; } = row is null ? -1 : OrgLevels.Rank(row.Level);
        public bool Broken { get; set; }
        public Guid Id { get; set; } = row?.Id ?? Guid.Empty;
        public string? Path { get; set; }
        public string CodeText => Row?.Code ?? Line!.Value.Values[Code];

        public void Take(ImportLine line, int level) => (Line, Level) = (line, level);
    }
}
