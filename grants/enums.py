"""Names of states and kinds, with the Dutch words users see."""

from django.db import models


class Accountability(models.TextChoices):
    """Wijze van verantwoording."""

    SISA = "sisa", "SiSa"
    REQUEST = "request", "uitvraag"
    NONE = "none", "geen"


class CeilingKind(models.TextChoices):
    """Verplichtingen- of kasplafond (Comptabiliteitswet)."""

    COMMITMENT = "commitment", "verplichtingen"
    CASH = "cash", "kas"


class AwardState(models.TextChoices):
    """Status van een toekenning."""

    PREPARED = "prepared", "voorbereid"
    GRANTED = "granted", "toegekend"
    WITHDRAWN = "withdrawn", "ingetrokken"


class ApplicationState(models.TextChoices):
    """Status van een aanvraag. What the ministry prepares is its own until it is decided."""

    DRAFT = "draft", "concept"
    SUBMITTED = "submitted", "ingediend"
    INCOMPLETE = "incomplete", "aanvulling gevraagd"
    COMPLETE = "complete", "in beoordeling"
    ADVISED = "advised", "advies gegeven"
    PROPOSED = "proposed", "toekenning voorbereid"
    AWARDED = "awarded", "toegekend"
    REFUSED = "refused", "afgewezen"
    SET_ASIDE = "set_aside", "buiten behandeling gesteld"
    WITHDRAWN = "withdrawn", "ingetrokken"


class ApplicationSection(models.TextChoices):
    """Onderdeel van een aanvraag; each is drafted apart, so that colleagues share."""

    ANALYSIS = "analysis", "Probleemanalyse"
    PLAN = "plan", "Plan met interventies"
    BUDGET = "budget", "Begroting"
    SECURING = "securing", "Borging"
    ACCOUNT = "account", "Rekening en contactpersonen"


class CriterionOutcome(models.TextChoices):
    """Oordeel over een criterium."""

    MET = "met", "voldoet"
    PARTLY = "partly", "voldoet deels"
    NOT_MET = "not_met", "voldoet niet"


class Advice(models.TextChoices):
    """Advies over een aanvraag."""

    AWARD = "award", "toekennen"
    PARTLY = "partly", "gedeeltelijk toekennen"
    REFUSE = "refuse", "afwijzen"


class ChangeState(models.TextChoices):
    """Status van een wijziging van een toekenning."""

    PREPARED = "prepared", "voorbereid"
    DECIDED = "decided", "vastgesteld"
    WITHDRAWN = "withdrawn", "ingetrokken"


class ObjectionState(models.TextChoices):
    """Status van een bezwaar."""

    RECEIVED = "received", "in behandeling"
    PROPOSED = "proposed", "beslissing voorgesteld"
    INADMISSIBLE = "inadmissible", "niet-ontvankelijk"
    UNFOUNDED = "unfounded", "ongegrond"
    FOUNDED = "founded", "gegrond"
    WITHDRAWN = "withdrawn", "ingetrokken"


class PaymentState(models.TextChoices):
    """Status van een betaling."""

    PROPOSED = "proposed", "voorgesteld"
    PREPARED = "prepared", "klaargezet"
    APPROVED = "approved", "goedgekeurd"
    PAID = "paid", "betaald"
    RETURNED = "returned", "teruggekomen"
    FAILED = "failed", "mislukt"
    CANCELLED = "cancelled", "vervallen"


class ProposalState(models.TextChoices):
    """Status van een voorstel voor het interventieregister."""

    PROPOSED = "proposed", "voorgesteld"
    ACCEPTED = "accepted", "in het register"
    REFUSED = "refused", "afgewezen"
    WITHDRAWN = "withdrawn", "ingetrokken"


class AccountChangeState(models.TextChoices):
    """Status van een wijziging van een rekeningnummer."""

    REQUESTED = "requested", "wacht op de ondertekenaar"
    CONFIRMED = "confirmed", "bevestigd"
    REFUSED = "refused", "afgewezen"
    WITHDRAWN = "withdrawn", "ingetrokken"


class OrderFileKind(models.TextChoices):
    """Vorm van een betaalopdracht."""

    CSV = "csv", "CSV"
    PDF = "pdf", "PDF"


class OutcomeKind(models.TextChoices):
    """Uitkomst van een betaling, as the bank or the financial system tells it."""

    PAID = "paid", "betaald"
    FAILED = "failed", "mislukt"
    RETURNED = "returned", "teruggekomen"


class EntryKind(models.TextChoices):
    """Soort boeking. Amounts are signed: a correction or return is a negative row.

    A recovery is a row when it is demanded, and a negative one for what comes in or is written off.
    """

    COMMITMENT = "commitment", "verplichting"
    PAYMENT = "payment", "betaling"
    RETURN = "return", "terugontvangst"
    JUSTIFIED = "justified", "verantwoord"
    ACCEPTED = "accepted", "geaccepteerd"
    SETTLED = "settled", "vastgesteld"
    RECOVERY = "recovery", "terugvordering"
    WRITTEN_OFF = "written_off", "kwijtgescholden"
    VAT = "vat", "btw-deel verplicht"
    VAT_PAID = "vat_paid", "btw-deel gestort"


class VatShareState(models.TextChoices):
    """Status van een btw-deel."""

    PREPARED = "prepared", "klaargezet"
    APPROVED = "approved", "goedgekeurd"
    DEPOSITED = "deposited", "gestort"
    CANCELLED = "cancelled", "vervallen"


class SettlementState(models.TextChoices):
    """Status van een vaststelling."""

    DRAWN_UP = "drawn_up", "opgesteld"
    SETTLED = "settled", "vastgesteld"
    REPLACED = "replaced", "vervangen"
    WITHDRAWN = "withdrawn", "ingetrokken"


class RecoveryState(models.TextChoices):
    """Status van een terugvordering. Te laat is nooit een status."""

    DEMANDED = "demanded", "teruggevorderd"
    REPAID = "repaid", "helemaal ontvangen"
    WRITTEN_OFF = "written_off", "kwijtgescholden"
    LAPSED = "lapsed", "vervallen"


class JustificationState(models.TextChoices):
    """Status van een verantwoording. Te laat en uitstel zijn nooit een status."""

    OPEN = "open", "nog in te dienen"
    SUBMITTED = "submitted", "ingediend"
    IN_ASSESSMENT = "in_assessment", "in beoordeling"
    RETURNED = "returned", "aanvulling gevraagd"
    PROPOSED = "proposed", "oordeel voorgesteld"
    JUDGED = "judged", "beoordeeld"


class UploadKind(models.TextChoices):
    """Wat er is geüpload."""

    STATEMENT = "statement", "aanvullende opgave"
    PACKAGE = "package", "SiSa-pakket"
    PAPER = "paper", "stuk op papier"


DELIVERED_ONLINE = (UploadKind.STATEMENT, UploadKind.PACKAGE)
"""What a municipality uploads itself; what came on paper the ministry keeps."""


class CheckState(models.TextChoices):
    """Status van een voorcontrole."""

    ASKED = "asked", "gevraagd"
    DONE = "done", "klaar"
    FAILED = "failed", "mislukt door een fout van ons"


class CorrectionState(models.TextChoices):
    """Status van een correctie na indienen."""

    REQUESTED = "requested", "aangevraagd"
    CONSENTED = "consented", "toegestaan"
    REFUSED = "refused", "geweigerd"
    WITHDRAWN = "withdrawn", "gestopt"
    SENT = "sent", "ingediend"


class FigureUnit(models.TextChoices):
    """Soort gecorrigeerd cijfer."""

    EURO = "euro", "euro"
    YES_NO = "yes_no", "ja of nee"


class PreparedKind(models.TextChoices):
    """Bestand dat de worker klaarzet."""

    RECEIPT = "receipt", "ontvangstbewijs"
    FINDINGS = "findings", "bevindingen (PDF)"
    MARKED = "marked", "uw bestand met aantekeningen"


class LetterAct(models.TextChoices):
    """Waarover een brief gaat."""

    JUDGEMENT = "judgement", "oordeel over een verantwoording"
    POSTPONED = "postponed", "uitstel verleend"
    NOT_POSTPONED = "not_postponed", "uitstel geweigerd"
    SETTLED = "settled", "vaststelling"
    RESETTLED = "resettled", "herziening van een vaststelling"
    DEMANDED = "demanded", "terugvordering"
    AWARDED = "awarded", "toekenning"
    PARTLY_AWARDED = "partly_awarded", "gedeeltelijke toekenning"
    REFUSED = "refused", "afwijzing van een aanvraag"
    AWARD_CHANGED = "award_changed", "wijziging van een toekenning"
    SET_ASIDE = "set_aside", "aanvraag buiten behandeling gesteld"
    OBJECTION_RECEIVED = "objection_received", "ontvangst van een bezwaar"
    OBJECTION_POSTPONED = "objection_postponed", "beslissing op bezwaar verdaagd"
    OBJECTION_DECIDED = "objection_decided", "beslissing op bezwaar"


class Remedy(models.TextChoices):
    """Wat open staat tegen een beschikking (Awb hoofdstuk 6 tot en met 8)."""

    OBJECTION = "objection", "bezwaar"
    APPEAL = "appeal", "beroep"


class DocumentKind(models.TextChoices):
    """Soort document om in te kijken."""

    PAGES = "pages", "bladzijden"
    TABLES = "tables", "tabellen"
    SHUT = "shut", "niet te tonen"


class ScanState(models.TextChoices):
    """Uitkomst van de virusscan. Whoever could not scan tries again; that is no outcome yet."""

    ASKED = "asked", "nog niet gescand"
    CLEAN = "clean", "geen virus gevonden"
    INFECTED = "infected", "virus gevonden"
    OFF = "off", "niet gescand (geen virusscanner ingesteld)"


class FigureSource(models.TextChoices):
    """Waar een SiSa-cijfer vandaan komt."""

    PACKAGE = "package", "SiSa-pakket van de gemeente"
    CBS = "cbs", "levering van het CBS"
    TAKE_OVER = "take_over", "overgenomen uit de oude administratie"


class CbsDeliveryState(models.TextChoices):
    """Status van een levering van het CBS."""

    RECEIVED = "received", "wordt gelezen"
    READ = "read", "wacht op bevestiging"
    NOTHING_NEW = "nothing_new", "niets gewijzigd"
    FAILED = "failed", "mislukt door een fout van ons"
    CONFIRMED = "confirmed", "overgenomen"
    DISCARDED = "discarded", "niet overgenomen"


class CbsStatus(models.TextChoices):
    """Wat het CBS van een SiSa-levering zegt; wij leggen het alleen vast."""

    RECEIVED = "received", "ontvangen"
    PLAUSIBLE = "plausible", "plausibel"
    NOT_PLAUSIBLE = "not_plausible", "niet plausibel"


class ProgressState(models.TextChoices):
    """Status van een voortgangsrapportage."""

    OPEN = "open", "nog in te dienen"
    SUBMITTED = "submitted", "ingediend"
    RETURNED = "returned", "aanvulling gevraagd"
    ACCEPTED = "accepted", "akkoord"


class EvidenceLevel(models.TextChoices):
    """Mate van bewijs voor een interventie."""

    NOT_RECOGNISED = "not_recognised", "niet erkend"
    WELL_FOUNDED = "well_founded", "goed onderbouwd"
    FIRST = "first", "eerste aanwijzingen voor effect"
    GOOD = "good", "goede aanwijzingen voor effect"
    STRONG = "strong", "sterke aanwijzingen voor effect"


class AgeBand(models.TextChoices):
    """Leeftijdsgroep."""

    B08_11 = "8-11", "8 tot en met 11 jaar"
    B12_17 = "12-17", "12 tot en met 17 jaar"
    B18_22 = "18-22", "18 tot en met 22 jaar"
    B23_27 = "23-27", "23 tot en met 27 jaar"


class AnalysisState(models.TextChoices):
    """Stand van de probleemanalyse."""

    NOT_STARTED = "not_started", "niet begonnen"
    STARTED = "started", "in uitvoering"
    FINISHED = "finished", "afgerond"
    RENEWED = "renewed", "geactualiseerd"


class SecuringState(models.TextChoices):
    """Stand van de borging na afloop van de regeling."""

    NOT_STARTED = "not_started", "nog niet begonnen"
    PLANNED = "planned", "gepland"
    PARTLY = "partly", "deels geborgd"
    SECURED = "secured", "geborgd"


class IndicatorDeliverer(models.TextChoices):
    """Wie de waarden van een indicator levert."""

    MUNICIPALITY = "municipality", "de gemeente"
    MINISTRY = "ministry", "het ministerie (politie, CBS)"


class ProgressSection(models.TextChoices):
    """Onderdeel van een voortgangsrapportage; each is drafted apart, so that colleagues share."""

    ANALYSIS = "analysis", "Probleemanalyse"
    INTERVENTIONS = "interventions", "Interventies"
    YOUTHS = "youths", "Unieke jongeren"
    INDICATORS = "indicators", "Indicatoren"
    SECURING = "securing", "Borging"
    BOTTLENECKS = "bottlenecks", "Knelpunten"
    LESSONS = "lessons", "Geleerde lessen"
    OUTLOOK = "outlook", "Vooruitblik"


class TaskKind(models.TextChoices):
    """Soort taak met een termijn."""

    JUSTIFICATION = "justification", "verantwoording"
    PROGRESS = "progress", "voortgangsrapportage"
    JUDGEMENT = "judgement", "oordeel van het ministerie"
    RECOVERY = "recovery", "terugbetaling"


class Anchor(models.TextChoices):
    """Datum waarvan een herinnering uitgaat."""

    AVAILABLE = "available", "de dag waarop de taak begint"
    REMIND = "remind", "de dag van de herinnering"
    DUE = "due", "de uiterste datum"


class Outcome(models.TextChoices):
    """Oordeel over een regel."""

    ACCEPTED = "accepted", "akkoord"
    PARTLY = "partly", "deels akkoord"
    REJECTED = "rejected", "niet akkoord"


class ReasonUse(models.TextChoices):
    """Waar een standaardreden voor is."""

    LINE = "line", "minder accepteren bij een regel"
    RETURN = "return", "aanvulling vragen"


class ReplyKind(models.TextChoices):
    """Hoe een vraag is afgedaan."""

    ANSWER = "answer", "beantwoord"
    WITHDRAWN = "withdrawn", "ingetrokken"


class SchemeChangeState(models.TextChoices):
    """Status van een wijziging van een regeling, or of a new one."""

    DRAFT = "draft", "concept"
    PROPOSED = "proposed", "wacht op de budgethouder"
    APPROVED = "approved", "goedgekeurd"
    REJECTED = "rejected", "niet goedgekeurd"
    WITHDRAWN = "withdrawn", "ingetrokken"
    SAVED = "saved", "doorgevoerd"


class TakeOverKind(models.TextChoices):
    """Wat er wordt overgenomen uit de oude administratie; in this order."""

    AWARDS = "awards", "toekenningen"
    PAYMENTS = "payments", "betalingen"
    SISA = "sisa", "SiSa-cijfers en oordelen"
    PROGRESS = "progress", "voortgangsrapportages"


class TakeOverState(models.TextChoices):
    """Status van een overname."""

    RECEIVED = "received", "wordt gelezen"
    READ = "read", "gelezen"
    NOTHING_NEW = "nothing_new", "niets nieuws"
    FAILED = "failed", "lezen mislukt door een fout van ons"
    PROPOSED = "proposed", "wacht op goedkeuring"
    APPROVED = "approved", "wordt uitgevoerd"
    DONE = "done", "overgenomen"
    DISCARDED = "discarded", "niet overgenomen"


class MatchKind(models.TextChoices):
    """Uitkomst van de aansluiting voor één betaling."""

    MATCHED = "matched", "sluit aan"
    DIFFERENT = "different", "bedrag of datum anders"
    MISSING_THERE = "missing_there", "ontbreekt in het financiële systeem"
    MISSING_HERE = "missing_here", "ontbreekt hier"


class MatchStanding(models.TextChoices):
    """Een verschil naast de vorige aansluiting."""

    NEW = "new", "nieuw"
    STILL = "still", "was er al"
