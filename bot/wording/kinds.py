"""The msgids that name topics and wishes, so that every conversation calls them by the same words.

Tables only. `CHOICE` is a label to take, `IN_A_SENTENCE` stands inside one ("mad, bad og tøj").
"""

from bot.model import Topic, Wish

CHOICE = {
    Topic.SHELTER: "A place to sleep",
    Topic.WARM_ROOM: "A warm place to be",
    Topic.DENTAL: "Dentist",
    Topic.FOOD: "Food",
    Topic.HEALTH: "Doctor or nurse",
    Topic.BATH: "Bath and laundry",
    Topic.CLOTHES: "Clothes",
    Topic.ADDICTION: "Help with alcohol or drugs",
    Topic.MENTAL: "Somebody to talk to",
    Topic.DEBT: "Help with debt",
    Topic.HOUSING: "A home",
    Topic.SOCIAL_WORKER: "Help from the municipality",
    Topic.VIOLENCE: "Safe from violence",
    Topic.COMMUNITY: "Company",
    Topic.WORK: "Something to do",
    Topic.RELATIVES: "Help for relatives",
    Topic.AFTERCARE: "Support after treatment",
    Topic.RIGHTS: "Your rights",
    Topic.DIGITAL: "Help with MitID and phone",
    Topic.PETS: "Help with a pet",
}

IN_A_SENTENCE = {
    Topic.SHELTER: "a place to sleep",
    Topic.WARM_ROOM: "a warm place to be",
    Topic.DENTAL: "a dentist",
    Topic.FOOD: "food",
    Topic.HEALTH: "a doctor or nurse",
    Topic.BATH: "a bath",
    Topic.CLOTHES: "clothes",
    Topic.ADDICTION: "help with alcohol or drugs",
    Topic.MENTAL: "somebody to talk to",
    Topic.DEBT: "help with debt",
    Topic.HOUSING: "help to get a home",
    Topic.SOCIAL_WORKER: "help from the municipality",
    Topic.VIOLENCE: "a safe place",
    Topic.COMMUNITY: "company",
    Topic.WORK: "something to do",
    Topic.RELATIVES: "help for relatives",
    Topic.AFTERCARE: "support after treatment",
    Topic.RIGHTS: "help with your rights",
    Topic.DIGITAL: "help with MitID or phone",
    Topic.PETS: "help with a pet",
}

ALLOWED = {
    Wish.DOG: "Your dog may come.",
    Wish.WOMEN_ONLY: "For women only.",
    Wish.YOUTH: "For young people too.",
    Wish.NO_ID: "You need not say who you are.",
    Wish.COUPLE: "You may come as a couple.",
    Wish.WHEELCHAIR: "There is room for a wheelchair.",
    Wish.USING: "You may come high or drunk.",
    Wish.FREE: "It is free.",
}

NOT_ALLOWED = {
    Wish.DOG: "Your dog may not come.",
    Wish.WOMEN_ONLY: "Men come here too.",
    Wish.YOUTH: "If you are young, then ask for another place.",
    Wish.NO_ID: "You must say who you are.",
    Wish.COUPLE: "Not for couples.",
    Wish.WHEELCHAIR: "There is no room for a wheelchair.",
    Wish.USING: "Come sober and clean.",
    Wish.FREE: "It costs something.",
}

ASK_ABOUT = {
    Wish.DOG: "Ask whether your dog may come.",
    Wish.WOMEN_ONLY: "Ask whether there is a place for women only.",
    Wish.YOUTH: "Ask whether it is for young people.",
    Wish.NO_ID: "Ask whether you may come without a name.",
    Wish.COUPLE: "Ask whether you may come as a couple.",
    Wish.WHEELCHAIR: "Ask whether you can get in with a wheelchair.",
    Wish.USING: "Ask whether you may come high or drunk.",
    Wish.FREE: "Ask what it costs.",
}
