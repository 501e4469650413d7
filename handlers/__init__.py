"""Every conversation, in the order in which they are asked whether a message is theirs: safety first.

A conversation is one file. It decides what to say and asks for nothing but its turn; it imports no other.
"""

from bot.conversation import Conversation, Manners
from handlers.admission import ADMISSION
from handlers.after import AFTER
from handlers.agreed import AGREED
from handlers.appointments import APPOINTMENTS
from handlers.attendance import ATTENDANCE
from handlers.booking import BOOKING
from handlers.cases import CASES
from handlers.check_in import CHECK_IN
from handlers.companion import COMPANION
from handlers.day_note import DAY_NOTE
from handlers.discreet import DISCREET
from handlers.duty import DUTY
from handlers.emergency import EMERGENCY, ask
from handlers.feedback import FEEDBACK
from handlers.find_help import FIND_HELP
from handlers.forget import FORGET, tell_cpr_masked
from handlers.free_places import FREE_PLACES
from handlers.human import HUMAN
from handlers.invitation import INVITATION
from handlers.kin import KIN
from handlers.language import LANGUAGE
from handlers.menu import MENU
from handlers.more import MORE
from handlers.moving import MOVING
from handlers.my_data import MY_DATA
from handlers.nickname import NICKNAME
from handlers.notices import NOTICES
from handlers.open_hours import OPEN_HOURS
from handlers.own_place import OWN_PLACE
from handlers.place_need import PLACE_NEED
from handlers.reminders import REMINDERS
from handlers.renewal import RENEWAL
from handlers.sent_notices import SENT_NOTICES
from handlers.sharing import SHARING
from handlers.stop import STOP
from handlers.subscriptions import SUBSCRIPTIONS
from handlers.talk import TALK
from handlers.team import TEAM
from handlers.thanks import THANKS
from handlers.trust import TRUST
from handlers.unclear import UNCLEAR, apologise, nothing_to_undo, slow_down, stale, wrong_number
from handlers.volunteer import VOLUNTEER
from handlers.wait_list import WAIT_LIST
from handlers.welcome import WELCOME, introduce

CONVERSATIONS: tuple[Conversation, ...] = (
    EMERGENCY,
    STOP,
    FORGET,
    DISCREET,
    SHARING,
    MY_DATA,
    TRUST,
    ADMISSION,
    KIN,
    HUMAN,
    TALK,
    CASES,
    DUTY,
    FIND_HELP,
    BOOKING,
    APPOINTMENTS,
    MOVING,
    AGREED,
    ATTENDANCE,
    COMPANION,
    NICKNAME,
    REMINDERS,
    WAIT_LIST,
    AFTER,
    CHECK_IN,
    FEEDBACK,
    OPEN_HOURS,
    FREE_PLACES,
    DAY_NOTE,
    PLACE_NEED,
    OWN_PLACE,
    RENEWAL,
    SUBSCRIPTIONS,
    VOLUNTEER,
    INVITATION,
    TEAM,
    NOTICES,
    SENT_NOTICES,
    LANGUAGE,
    MORE,
    MENU,
    WELCOME,
    THANKS,
    UNCLEAR,
)

MANNERS = Manners(
    emergency=EMERGENCY.first,
    ask_of_danger=ask,
    introduce=introduce,
    tell_cpr_masked=tell_cpr_masked,
    stale=stale,
    wrong_number=wrong_number,
    nothing_to_undo=nothing_to_undo,
    slow_down=slow_down,
    apologise=apologise,
)
