namespace RemoteClassroom.Province;

/// <summary>The words that places and people are put together from.</summary>
public static class Names
{
    /// <summary>The province's name; there is none of that name.</summary>
    public const string Province = "云岭省";

    /// <summary>The ten categories of trainee.</summary>
    public static IReadOnlyList<string> Categories { get; } =
        ["村社区干部", "机关人员", "企业职工", "教师", "医务人员", "农技人员", "社会组织人员", "离退休人员", "流动人员", "新业态人员"];

    private static readonly string[] PlaceFirst =
        ["青", "白", "金", "石", "龙", "清", "永", "安", "长", "新", "大", "小", "上", "下", "东", "西", "南", "北", "红", "凤", "平", "和", "兴", "富", "春", "秋", "云", "松", "柳", "桃", "梅", "古"];

    private static readonly string[] PlaceSecond =
        ["河", "山", "泉", "岭", "坪", "湾", "桥", "塘", "沟", "川", "原", "台", "店", "庄", "坡", "溪", "林", "关", "口", "岗", "坝", "滩", "崖", "井", "堡", "门", "阳", "宁", "丰", "乐", "源", "谷"];

    private static readonly string[] Surnames =
        ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "欧阳", "上官"];

    private static readonly string[] Given =
        ["伟", "芳", "娜", "秀", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "霞", "平", "刚", "桂", "英", "华", "玉", "兰", "红", "建", "国", "文", "辉", "力", "志", "永", "海", "山", "仁", "波", "宁", "贵", "福", "生", "元", "全", "胜", "学", "祥", "才", "发", "武", "新", "利", "清", "飞", "彬", "春", "菊", "梅", "雪", "琳"];

    /// <summary>A place's name without the word for its level, different from all in <paramref name="taken"/>, which grows by it.</summary>
    internal static string Place(Dice dice, HashSet<string> taken)
    {
        while (true)
        {
            var name = dice.Of(PlaceFirst) + dice.Of(PlaceSecond);
            if (taken.Count > PlaceFirst.Length * PlaceSecond.Length / 2)
            {
                name = dice.Of(PlaceFirst) + name;
            }

            if (taken.Add(name))
            {
                return name;
            }
        }
    }

    /// <summary>Whom one calls about the nth hall: a surname and what one calls such a person.</summary>
    internal static string Contact(int nth) => Surnames[nth * 7 % Surnames.Length] + (nth % 3 == 0 ? "老师" : "主任");

    /// <summary>A person's name.</summary>
    internal static string Person(Dice dice) => dice.Of(Surnames) + dice.Of(Given) + (dice.Below(4) == 0 ? "" : dice.Of(Given));
}
