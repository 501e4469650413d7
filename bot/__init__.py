"""Åben Dør: who texts where they can sleep, eat, get warm or see a dentist, is answered in Danish in a second.

Two lines carry everything (DESIGN: the two lines). In:

    web               verify signature -> parse -> dispatch.take_in -> empty 200
    dispatch          inbox -> read the text -> answering: ONE transaction with person, step, reply, outbox -> done
    deliver           outbox -> claim -> the channel renders and sends -> mark
    web               the provider's report -> delivered | failed

Out of our own accord (timed work):

    scheduler         the clock finds due rows -> a handler's reply -> initiative: the same outbox -> the same deliver

A crash anywhere loses nothing: each arrow ends in a commit. What a provider may or may not have taken is `unknown`
until its report or a look-up settles it.

Where things live, from the bottom up; a line imports only from lines below it (import-linter holds it):

    model/, config, errors      nouns, settings, failures
    holidays                    public holidays, and the days on which many close
    phrasebook/                 what a few words say beside what they ask for, told by lists of expressions
    borne_out                   what of a reading the words at hand bear out
    hours, moment, i18n         open or closed; "i morgen kl. 10" as a time; languages and dates
    logs, metrics, regions      what operators see; which region a municipality is in
    reminding                   when reminders go, and which late one still helps
    channels/                   SMS, Telegram, terminal, browser: what differs between them stays inside
    store/                      the tables, one file a family; SQLite for one process, PostgreSQL for several
    understanding/              text -> Reading, from the words in locales/da/lexicon
    matching/                   which places fit, and in which order
    slots                       the free times of a schedule
    wording/                    listings, hours, phone lines and kinds of help in plain words
    conversation                the contract of a handler file
    auditing                    what somebody does in a role, put into the audit log
    search/                     one search for help: asked, found, told
    notifying/                  who may write to many, and what is known before it goes
    danger/                     whom to ring in which danger, and what is said while it lasts
    desk/                       humans take over: who is on duty, who is asked, what both sides hear
    handlers/                   the conversations, one file each; CONVERSATIONS in its __init__
    routing, left_open          which step answers, and what is open afterwards
    behind_no                   which wish stands behind a no
    outcry                      a danger or a need that the words tell of, whatever was guessed of them
    tongue                      in which language a message is written
    in_context/                 which step answers what means something else here than read alone: within the danger
                                that was answered minutes ago, of the places just told or called by their name, of
                                times offered, about us
    relaying                    whether a message is for the human in a talk instead
    waiting                     what is written while one waits for a human
    flood, saying               what passes in a flood; the replies of one turn, as messages
    limits, thrift              how much one sender is answered; what SMS may cost in a day
    initiative, steps           what we say of our own accord; the step that answers, and what is said with it
    answering                   one inbound answered in one transaction
    settling, mirror            what may have been taken, and what the dead left; one browser phone for all processes
    lanes                       the ways out, and which of them may be used now
    dispatch, deliver           the two loops
    web/, scheduler/            HTTP; timed work
    watching                    what operators see: what works, when it last did, how much waits
    wiring, app                 the channels that are on; all of it put together
    commands/, __main__         what the commands do, and their words
"""
