"""Lines that say themselves that they are boilerplate: links, comment boxes, sharing, captions, credits of pictures."""

from __future__ import annotations

import re

_LONGEST = 300
"""Code points; a longer block is never judged by how it begins."""
_LONGEST_WHOLE = 80
_ENDING_REACH = 140
_PROSE_END = (".", "!", "?", "”", '"', ",", ":")
_BRACKET_END = (").", "].")


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


_WHOLE = _any(
    r"ad(?:vert(?:isement|ising|orial)?)?s?[:.]?(?: advertisement)?(?: continue reading(?: the main story)?)?",
    r"(?:story|article) continue[sd]? (?:below|after)(?: (?:the )?advertisement)?",
    r"continue reading(?: the main story| below)?",
    r"(?:sponsored|promoted|paid|partner)(?: (?:content|post|stories|links))?|promoted by \S+",
    r"scroll (?:down )?(?:to|for) (?:continue|more)(?: with content)?",
    r"(?:share|tweet|e-?mail|print|facebook|twitter|whatsapp|linkedin|pinterest|telegram|reddit|close"
    r"|copy link|link copied"
    r"|share tweet post email|toggle caption|hide caption|view comments|play video|watch live|listen|save"
    r"|comments?)[.:]?",
    r"(?:photo|video|image|photos|videos|gallery|slideshow)[.:]?",
    r"(?:next|prev(?:ious)?)? ?image \d+ of \d+",
    r"\d+ (?:comments?|shares)|comments? \(\d+\)",
    r"loading(?:\.\.\.|…)?|like this:|share this:|related:?|tags:?|filed under:?|topics:?",
    r"(?:log|sign) in(?: (?:or|to) [\w ,]{1,40})?|sign up|register now|subscribe(?: now| today)?[!.]?",
    r"(?:all rights reserved|privacy policy|cookie policy|terms (?:of (?:use|service)|and conditions)"
    r"|contact us|about us)\.?",
    r"(?:name|e-?mail|website|comment|your (?:name|e-?mail|comment))(?: address)?(?: \(required\))?[:*] ?\*?"
    r"|cancel reply|post comment",
    r"source link|slideshow \(\d+ images?\)|(?:- )?advertisement(?: -)?(?: continue reading below)?"
    r"|listen to this article",
    r"(?:reading time:? )?\d+ min(?:ute)?s?(?: read)?|(?:source|via): (?:al jazeera|reuters|afp|ap"
    r"|agencies)(?: and (?:news )?agencies)?",
    r"like loading(?:\.\.\.|…)?|newsletter|support us|donate(?: now)?|get notified",
    r"submit(?: comment)?|send(?: us)? a tip|back to top|skip to (?:main )?content|read (?:more|full (?:story"
    r"|article))[.:…]*",
    r"this article is more than \w+ (?:years?|months?) old\.?",
    r"\[(?:image|photo|video|pullquote|music|audio-clip|gallery|embed|caption|advertisement|ad)\]",
)

_BEGINNING = _any(
    r"you (?:may|might|will|'ll) also (?:like|enjoy|be interested in)\b.{0,40}$",
    r"(?:please )?enter your (?:comment|name|e-?mail(?: address)?|website)\b",
    r"you have entered an incorrect e-?mail address",
    r"save my name, e-?mail,? and website in this browser",
    r"(?:leave|write|post) a (?:reply|comment)\b|be the first to comment\b|comments are closed\b"
    r"|join the conversation$",
    r"your e-?mail address will not be published\b|required fields are marked\b|notify me of (?:follow-?up|new)\b",
    r"(?:related|recommended) (?:articles?|stor(?:y|ies)|coverage|content|topics?|news|links?|posts?|reading"
    r"|video)(?:$|:| (?-i:[A-Z]))",
    r"recommended (?:for you|by)\b|more (?:from|in|on) (?:[\w’' ]{2,30}|this (?:story|topic))[:]?$"
    r"|more stories\b.{0,20}$",
    r"(?:read|what to read) next\b|(?:most|top|latest) (?:read|popular|viewed|stories|news|headlines)$"
    r"|trending(?: now)?$",
    r"(?:also read|read also|read more|read|see also|see more|related|more|must read|must-read|don['’]t miss"
    r"|also on [\w ]{2,20}"
    r"|watch|watch more|photos?|video|videos|gallery|in pictures|in photos|special coverage|full coverage"
    r"|fact check)"
    r" ?(?:\||:|>>|»)(?= ?[“\"'‘A-Z0-9(])",
    r"[\[(] ?(?:also on|photos?|watch|videos?|cartoons?|read more|see also|related)\b[^.,:()]{0,20}:",
    r"the post\b.{1,200}\bappeared first on\b|this (?:article|story|post) (?:was )?(?:originally"
    r"|first) (?:published|appeared)\b",
    r"share (?:this|on|via|to) (?:this |article|story|post|page|facebook|twitter|whatsapp|linkedin|e-?mail"
    r"|x\b|social)",
    r"(?:read or share|click to share|share and comment|like us on|find us on|connect with)\b.{0,80}$",
    r"(?:follow|like) (?:us|me|him|her|@\w+|[\w.’' -]{2,40}) on (?:twitter|facebook|instagram|x|telegram"
    r"|linkedin|google|social)\b",
    r"follow @\w+|follow on twitter|join (?:us|our) (?:on )?(?:telegram|whatsapp|facebook|twitter|newsletter"
    r"|mailing list|channel)\b",
    r"(?:sign up|subscribe|register) (?:for|to|here|now|today|below|and)\b.{0,160}"
    r"(?:newsletter|inbox|updates?|alerts?|briefing|channel|e-?mail|podcast|every (?:morning|day)|stories"
    r"|access|digest|here|youtube)",
    r"get (?:the|our|your|more|breaking|daily|all)\b.{0,120}(?:inbox|newsletter|delivered)\b",
    r"by (?:signing up|subscribing|clicking|submitting|registering)\b.{0,60}you (?:agree|accept|consent"
    r"|acknowledge)",
    r"(?:already a (?:subscriber|member)|not a subscriber|support our journalism|become a (?:member"
    r"|subscriber|supporter))\b",
    r"(?:we|this (?:web)?site|our (?:web)?site|our partners) uses? cookies\b|accept (?:all )?cookies"
    r"|by continuing to (?:use|browse)\b",
    r"download (?:our|the) [\w ]{0,30}app\b|click here (?:to|for)\b|tap here\b",
    r"(?:copyright )?(?:© ?(?:\d{4}|(?-i:[A-Z]))|\(c\) ?\d{4})|copyright \d{4}\b|all rights reserved\b",
    r"this material may not be published, broadcast|reproduction (?:in whole or in part )?(?:is )?prohibited",
    r"(?:facebook twitter|twitter facebook|share share|share facebook|share tweet)\b",
    r"just watched\b|enlarge this image\b|toggle caption\b|hide (?:full )?caption\b|(?:image|media"
    r"|video) (?:source|caption|copyright|credit)\b",
    r"(?:photo|image|picture|photograph|illustration|composite|credit|file photo"
    r"|caption)s?(?: credit)?(?: by (?-i:[A-Z])[^ ]*(?: (?-i:[A-Z/])[^ ]*){0,6}$|:)",
    r"this article (?:is )?tagged under\b|(?:tagged|filed under|tags|topics|categories): ",
    r"view (?:all )?(?:comments|image|gallery|photos|slideshow)\b.{0,30}$",
)

_ENDING = _any(
    r"[^.!?] read more(?:\.{3}|…|»| »)?$",
    r"\b(?:REUTERS|AFP|AP|EPA|Getty|Getty Images)/(?-i:[A-Z])[\w.’-]+(?: (?-i:[A-Z])[\w.’-]+){0,3}"
    r"(?:/[\w ]{2,20})?$",
    r"[(\[][^()\[\]]{2,60}/ ?(?:reuters|afp|ap|epa|getty images|al jazeera|anadolu(?: agency)?|xinhua|dpa)[)\]]\.?$",
    r"[(\[](?:photo|image|picture|file|file photo|ap photo|reuters/|afp/|getty|screenshot|credit"
    r"|courtesy)\b[^()\[\]]{0,80}[)\]]\.?$",
    r"\b(?:via getty images|/getty images|/afp|/shutterstock|/ap images|photograph: [\w /’-]{2,50})$",
)
_CREDIT = re.compile(
    r"[\[(]?(?:File: |FILE - )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,4} ?/ ?"
    r"[A-Z][\w.’'-]*(?:[ /][A-Z][\w.’'-]*){0,4}[\])]?"
)
_AGENCY = re.compile(
    r"Reuters|AFP|\bAP\b|EPA|Getty|Al Jazeera|Anadolu|Xinhua|Shutterstock|DPA|ANSA|TASS|NPR|Bloomberg|Alamy"
    r"|Pool",
    re.I,
)
_TAIL = _any(
    r"you (?:may|might) also (?:like|enjoy)\b.{0,20}",
    r"(?:related|recommended) (?:articles?|stories|coverage|content|topics|news|links|posts|reading)[:.]?",
    r"(?:leave|write|post) a (?:reply|comment).{0,20}|(?:please )?enter your comment\W*"
    r"|\d* ?comments(?: \(\d+\))?:?",
    r"more (?:from|in|on) .{2,30}|more stories.{0,20}|(?:read|what to read) next.{0,10}|(?:most|top"
    r"|latest) (?:read|popular|viewed|stories|news|headlines)",
    r"share this:?|like this:?|trending(?: now)?|recommended (?:for you|by .{2,30})|tags:?|don['’]t miss:?"
    r"|see also:?|also read:?|read also:?|read more:?",
)


def is_chrome(line: str) -> bool:
    """Whether the line's own words make it boilerplate, wherever it stands."""
    if len(line) > _LONGEST:
        return False
    bare = line.strip("*_# ")
    if _BEGINNING.match(bare) or (len(bare) <= _LONGEST_WHOLE and _WHOLE.fullmatch(bare)):
        return True
    if bare.endswith(_PROSE_END) and not bare.endswith(_BRACKET_END):
        return False
    if _ENDING.search(bare, max(0, len(bare) - _ENDING_REACH)):
        return True
    return _CREDIT.fullmatch(bare) is not None and (bare[0] in "[(" or _AGENCY.search(bare) is not None)


def begins_tail(line: str) -> bool:
    """Whether the line heads links to other stories, a comment box or buttons, which then end the page."""
    return len(line) <= 80 and _TAIL.fullmatch(line.strip("*_# ")) is not None
