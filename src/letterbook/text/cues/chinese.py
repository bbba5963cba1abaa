"""The cues in Chinese. Folding writes full-width punctuation in ASCII."""

from __future__ import annotations

import re

from letterbook.text.cues.cue import Cue, Part

CUES = (
    Cue(
        part=Part.PUBLICATION,
        words=("公布", "公开", "发布"),
        pattern=re.compile(
            r"(?:[本此]函|[本此]信|这封信|[本此]来文|这份来文|本信函)(?:及|和|以及|连同|与)"
            r".{0,40}(?:答复|回复|回应|复函|复文).{0,60}(?:公布|公开|发布)"
        ),
        examples=(
            "本函及收到的任何答复将在60天内通过来文报告网站公布。",
            "此来文以及贵公司的回复将予以公开。",
            "这封信和任何回应将在网站上发布。",
        ),
        counterexamples=("来文中提到的答复没有公布。",),
    ),
    Cue(
        part=Part.QUESTIONS,
        words=("以下", "下列"),
        pattern=re.compile(
            r"(?:将感谢|将感激|请(?:就|对|贵|提供|说明|答复|回答)|我们希望).{0,60}(?:以下|下列)(?:各?点|各?项|事项|问题|方面|情况)"
            r"|(?:以下|下列)(?:各?点|各?项|事项|问题|方面|情况).{0,40}(?:意见|看法|答复|说明|资料|信息)"
            r".{0,30}(?:感谢|感激|为盼|为荷)"
        ),
        examples=(
            "请就下列事项提出意见:",
            "我们将感谢贵国政府就以下问题提供信息：",
            "如蒙贵公司就以下各点提出意见，将不胜感激：",
        ),
        counterexamples=("法院审议了下列问题。", "工人提出以下要求。"),
    ),
    Cue(
        part=Part.CONCERNS,
        words=("判", "预断"),
        pattern=re.compile(r"(?:不|无意|未).{0,30}(?:预先判断|预先作出判断|预作判断|预判|预断)"),
        examples=(
            "虽然我们不想预先判断这些指控的准确性，但我们表示严重关切。",
            "我们无意对上述指控的准确性作出预判。",
            "在不预断这些指控是否属实的情况下，",
        ),
        counterexamples=("法院判决他无罪。", "会议没有得出结论。"),
    ),
    Cue(
        part=Part.CONCERNS,
        words=("关切", "关注", "不安"),
        pattern=re.compile(r"^我们谨?(?:对.{0,60})?(?:表示|深表|感到|深感).{0,10}(?:关切|关注|不安)"),
        examples=("我们对上述指控表示严重关切。", "我们深感不安。", "我们对此表示关注。"),
        counterexamples=("居民对大坝表示关切。",),
        is_vague=True,
    ),
    Cue(
        part=Part.ALLEGATIONS,
        words=("信息", "资料", "材料"),
        pattern=re.compile(
            r"^(?:根据|据|依据)(?:我们)?所?(?:收到|获得|得到|掌握|获悉)的?(?:最新|新)?(?:信息|资料|材料)"
        ),
        examples=("根据收到的信息：", "据我们所获得的资料，工厂已经关闭。", "根据收到的材料，"),
        counterexamples=("政府根据收到的信息作了答复。", "根据信息公开法，"),
    ),
)
