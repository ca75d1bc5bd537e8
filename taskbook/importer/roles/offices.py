"""Importer: what is known of offices by their short names: kind, function, and a short id for the address.

A table of standard names with the forms that the reforms of 2018-19 and 2023-24 gave them. It only proposes: the
registry of a city is an editor's. Function ids are those of content/functions.yml.
"""

import re
from dataclasses import dataclass
from functools import cache

from pypinyin import lazy_pinyin

from taskbook.text import fold_text


@dataclass(frozen=True, slots=True)
class Office:
    """A standard office: function id, its Chinese name, the id of a unit, and the forms after the city's name."""

    function: str
    name: str
    unit_id: str
    forms: str
    kind: str = "department"


OFFICES = tuple(
    Office(*row)
    for row in (
        ("development-reform", "发展改革", "fagai", "发改委|发展改革委|发改局|发展和改革委员会|发展和改革局"),
        (
            "industry",
            "工业和信息化",
            "jingxin",
            "经信局|经信委|工信局|工业和信息化局|经济和信息化局|经济和信息化委员会|工业信息化局",
        ),
        ("education", "教育", "jiaoyu", "教育局|教体局|教育体育局"),
        ("science", "科技", "keji", "科技局|科学技术局"),
        ("ethnic-religious", "民族宗教", "minzong", "民宗委|民宗局|民族宗教事务局|民族宗教事务委员会"),
        ("public-security", "公安", "gongan", "公安局"),
        ("civil-affairs", "民政", "minzheng", "民政局"),
        ("justice", "司法行政", "sifa", "司法局"),
        ("finance", "财政", "caizheng", "财政局"),
        ("human-resources", "人力资源和社会保障", "renshe", "人社局|人力资源和社会保障局|人力资源社会保障局"),
        (
            "natural-resources",
            "自然资源和规划",
            "zigui",
            "自然资源和规划局|自然资源局|资规局|规划和自然资源局|规资局|自然资源规划局|资建局|自然资源和城乡建设局",
        ),
        ("ecology", "生态环境", "shengtai", "生态环境局"),
        (
            "housing",
            "住房和城乡建设",
            "zhujian",
            "住建局|住房和城乡建设局|住房城乡建设局|住新局|住房和城市更新局|住更局|住建委|住房和城乡建设委员会|住房城乡建设委|住房和城乡建设管理局",
        ),
        ("transport", "交通运输", "jiaotong", "交通运输局|交通局"),
        ("water", "水利", "shuili", "水利局|水利和湖泊局|水务局"),
        ("agriculture", "农业农村", "nongye", "农业农村局|农业农村委"),
        ("commerce", "商务", "shangwu", "商务局"),
        (
            "culture-tourism",
            "文化和旅游",
            "wenlv",
            "文旅局|文化和旅游局|文化广电和旅游局|文广旅局|文化旅游局|文体广旅局|文旅体局|文化广电旅游局|文化体育和旅游局|"
            "文化广电体育和旅游局|文化旅游体育局|文体旅游局|文体和旅游局",
        ),
        ("health", "卫生健康", "weijian", "卫健委|卫生健康委|卫健局|卫生健康局|卫生健康委员会"),
        ("veterans", "退役军人事务", "tuiyi", "退役军人事务局|退役军人局"),
        ("emergency", "应急管理", "yingji", "应急管理局|应急局"),
        ("audit", "审计", "shenji", "审计局"),
        ("state-assets", "国有资产监管", "guozi", "国资委|政府国资委"),
        ("market-regulation", "市场监管", "shichang", "市场监管局|市场监督管理局|市监局"),
        ("statistics", "统计", "tongji", "统计局"),
        ("medical-insurance", "医疗保障", "yibao", "医保局|医疗保障局"),
        (
            "urban-management",
            "城市管理",
            "chengguan",
            "城管局|城管委|城管执法局|城管执法委|城市管理局|城市管理执法局|城市管理执法委员会|城市管理委员会|"
            "城市管理和综合执法局|城市管理行政执法局",
        ),
        (
            "government-services",
            "政务服务和大数据",
            "zhengshu",
            "政务服务和大数据局|政务服务和大数据管理局|政数局|行政审批局|审批局|行政审批服务局|行政审批服务管理局|政务服务局|"
            "政务服务管理局|政务办|政务服务办|政务服务管理办公室|政务服务中心",
        ),
        ("poverty-alleviation", "扶贫", "fupin", "扶贫办|乡村振兴局"),
        (
            "local-finance",
            "地方金融",
            "jinrong",
            "金融办|金融局|政府金融办|政府金融工作办公室|金融工作办公室|地方金融监督管理局|地方金融工作局|金融工作局|地方金融监管局",
        ),
        ("petition", "信访", "xinfang", "信访局"),
        ("taxation", "税务", "shuiwu", "税务局", "vertical"),
        ("forestry", "林业", "linye", "林业局"),
        (
            "investment-promotion",
            "招商引资",
            "zhaoshang",
            "招商服务中心|招商促进中心|招商和投资促进局|招商局|投资促进局",
        ),
        ("government-office", "政府办公室", "zhengfuban", "政府办公室|政府办|府办公室|府办"),
        ("housing-fund", "住房公积金", "gongjijin", "公积金中心|住房公积金中心|住房公积金管理中心", "institution"),
        ("organisation", "组织", "zuzhibu", "委组织部", "party"),
        ("publicity", "宣传", "xuanchuanbu", "委宣传部", "party"),
        ("united-front", "统一战线", "tongzhanbu", "委统战部", "party"),
        ("politics-law", "政法", "zhengfawei", "委政法委", "party"),
        ("staffing", "机构编制", "bianban", "委编办", "party"),
        ("foreign-affairs", "外事", "waiban", "委外办|政府外事办|外办|外事办"),
        ("social-work", "社会工作", "shegongbu", "委社会工作部", "party"),
        ("civility", "文明创建", "wenming", "文明办", "party"),
        ("civility", "文明创建", "chuangwen", "创文办"),
        ("disabled", "残疾人联合会", "canlian", "残联", "mass"),
        ("women", "妇女联合会", "fulian", "妇联", "mass"),
        ("trade-union", "总工会", "gonghui", "总工会", "mass"),
        ("youth", "共青团", "tuanwei", "团市委|团县委|团区委|团州委|团旗委|团盟委|团委", "mass"),
        ("industry-federation", "工商业联合会", "gongshanglian", "工商联", "mass"),
        (
            "central-bank",
            "人民银行",
            "renhang",
            "人行|人行.{2,4}中心支行|人民银行.{2,4}中心支行|人行.{2,4}分行|中?国?人民银行.{2,4}分行|中国人民银行.{2,4}中心支行",
            "vertical",
        ),
        (
            "financial-regulation",
            "金融监管",
            "jinguan",
            "银保监会.{2,4}监管分局|.{2,4}银保监分局|.{2,4}金融监管分局|国家金融监督管理总局.{2,4}监管分局",
            "vertical",
        ),
        ("customs", "海关", "haiguan", ".{2,4}海关", "vertical"),
        ("postal", "邮政管理", "youzheng", "邮政管理局|邮管局", "vertical"),
        ("power", "供电", "gongdian", "供电公司|.{2,4}供电公司", "enterprise"),
        ("defence-mobilisation", "国防动员", "guodong", "国动办|国防动员办公室"),
        ("sports", "体育", "tiyu", "体育局|体育事业发展中心"),
        ("exchange", "公共资源交易", "jiaoyi", "公共资源交易中心", "institution"),
        ("office-affairs", "机关事务", "jiguan", "机关事务服务中心|机关事务中心|机关事务管理局"),
        # before the reform of 2018-19: units of their own, so that documents that name both keep them apart
        ("natural-resources", "自然资源和规划", "guotu", "国土资源局|国土局"),
        ("natural-resources", "自然资源和规划", "guihua", "规划局|城乡规划局"),
        ("ecology", "生态环境", "huanbao", "环保局|环境保护局"),
        ("agriculture", "农业农村", "nongyeju", "农业局|农业委员会|农委|农办"),
        ("culture-tourism", "文化和旅游", "wenhua", "文化局|文广新局|文体广新局|文化广电新闻出版局|文体新广局"),
        ("culture-tourism", "文化和旅游", "lvyou", "旅游局|旅游委|旅发委|旅游发展委员会"),
        ("health", "卫生健康", "weiji", "卫计委|卫生计生委|卫生和计划生育委员会|卫计局|卫生局"),
        ("emergency", "应急管理", "anjian", "安监局|安全生产监督管理局"),
        ("market-regulation", "市场监管", "gongshang", "工商局|工商行政管理局"),
        ("market-regulation", "市场监管", "zhijian", "质监局|质量技术监督局"),
        ("market-regulation", "市场监管", "shiyao", "食药监局|食品药品监督管理局|食药局"),
        # beside an office of urban management, not the same
        ("urban-management", "城市管理", "zonghe-zhifa", "城市综合执法局|综合行政执法局|综合执法局|城市管理综合执法局"),
        # since the reform of 2023-24
        ("local-finance", "地方金融", "jinrongban", "委金融办|地方金融管理局"),
        ("health", "卫生健康", "jikong", "疾控局|疾病预防控制局"),
        (
            "government-services",
            "政务服务和大数据",
            "shuju",
            "数据局|数据和政务服务局|数据管理局|数据资源局|数据资源管理局|大数据局|大数据管理局|大数据中心",
        ),
        ("supply-cooperative", "供销合作", "gongxiao", "供销社|供销合作社"),
        ("meteorology", "气象", "qixiang", "气象局", "vertical"),
    )
)

_KINDS = (
    ("collective", r"^(各|相关|有关|其他|[市县区州旗盟]直?(各|有关|相关)|[市县区州旗盟]政府(各|有关|相关)|市属)|"
     r"^(镇街|街镇|乡镇|街道)$|"
     r"成员单位$|责任单位$|有关部门$|相关部门$"),
    ("command", r"(指挥部|领导小组|专班|联席会议|工作组)(办公室)?$"),
    ("judicial", r"(法院|检察院)$"),
    ("school", r"(大学|学院|学校|党校|教育集团|中学|小学)(\(.+\))?$"),
    ("enterprise", r"^(?!(中国)?人民银行|人行).*(公司|集团|银行|支行|企业)$"),
    ("party", r"^市?委|^市委"),
    ("mass", r"(联|科协|团[市县区州旗盟]委|总工会|协会|文联|侨联|红十字会|贸促会|社科联|学会|商会)$"),
    ("vertical", r"^(国家|省|.+省).+|监管分局$|调查队$|海关$|海事[局处]$|"
     r"烟草(专卖)?局$|消防救援[支大]队$|人民银行.+行$|人行$|邮政管理局$|无线电管理.*$|出入境边防.*$"),
    ("county", r"(县|区|市|旗)(人民)?政府$"),
    ("park", r"(开发区|高新区|文旅区|示范区|管理区|管委会)"),
    ("town", r"(街道|镇|乡)(办事处|政府)?$"),
    ("institution", r"(中心|院|馆|台|(?<!办公)室|所|站|医院|保护区管理局)$"),
)  # fmt: skip
_PREFIX = re.compile(r"^(市|县|区|省|州|旗|盟)(?=.{2,})")
_PARTY = re.compile(r"^(委|政府)(?=.{2,})")
_TAIL = re.compile(
    r"(领导小组各?成员单位|各?成员单位|领导小组办公室|指挥部办公室|各责任单位|人民政府|政府|管理委员会|管委会|委员会|办公室|管理局|局|办)$"
)


_PROVINCE = re.compile(r"(?:省|自治区)(?!.*(?:税务|烟草|通信管理|气象|地震|邮政|消防))")
_EXACT = {form: entry for entry in reversed(OFFICES) for form in entry.forms.split("|") if "." not in form}
_FORMS = tuple((re.compile(entry.forms), entry) for entry in OFFICES if "." in entry.forms)


@cache
def office(name: str) -> Office | None:
    """Return the standard office that a printed name means, None where it means none for sure."""
    folded = fold_text(name)
    bare = _PREFIX.sub("", re.sub(r"\(.*\)$", "", folded))
    for form in dict.fromkeys((bare, folded)):
        if form in _EXACT:
            return _EXACT[form]
        for pattern, entry in _FORMS:
            if pattern.fullmatch(form):
                return entry
    return None


def kind(name: str) -> str:
    """Propose the kind of a unit from its printed name."""
    folded = fold_text(name)
    if re.search(_KINDS[0][1], folded):
        return "collective"
    if re.match(r"[市县区州旗盟]委(?!托|党校)", folded):
        return "party"
    known = office(name)
    if known is not None:
        return "institution" if known.kind == "department" and folded.endswith("中心") else known.kind
    return next((proposed for proposed, pattern in _KINDS if re.search(pattern, folded)), "department")


def at_city(name: str) -> str:
    """Return a province's unit by the name of a city's (省财政厅 -> 市财政局), to propose its kind and function."""
    folded = fold_text(name)
    if not _PROVINCE.match(folded):
        return name
    return re.sub("厅$", "局", re.sub("办公厅$", "办公室", re.sub(r"^(?:省|自治区)(?=.{2,})", "市", folded)))


def unit_id(name: str, taken: set[str]) -> str:
    """Propose a short free id: the standard office's, else pinyin of the name's first six characters."""
    known = office(name)
    words = re.sub(r"\(.*\)$", "", fold_text(name)) or fold_text(name)
    bare = _PARTY.sub("", _PREFIX.sub("", _TAIL.sub("", re.sub(r"[^\u4e00-\u9fff0-9A-Za-z]", "", words))))
    base = known.unit_id if known else "".join(lazy_pinyin(bare[:6])).lower()
    base = re.sub(r"[^a-z0-9]", "", base.replace("ü", "v")) or "unit"
    number = 2
    free = base
    while free in taken:
        free = f"{base}-{number}"
        number += 1
    return free
