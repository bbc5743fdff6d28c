"""The demo shop's customers: nobody of them exists, their numbers are those kept for fiction."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.words.address import Address
from pos.services.demo.delivering import ABROAD, LOCAL, POST, WORKSHOP
from pos.services.demo.goods import Words, in_language

HOME: Words = ("Home", "Domicile")
OFFICE: Words = ("Office", "Bureau")
MOTHER: Words = ("My mother", "Ma mère")
SHOP: Words = ("Shop", "Boutique")
STORE: Words = ("Storeroom", "Réserve")
HOLIDAYS: Words = ("Holidays", "Vacances")

Place = tuple[Words, Address]


@dataclass(frozen=True, slots=True)
class Regular:
    """A customer of the demo, in both languages; `key` is what its sales call it."""

    key: str
    name: str
    email: str
    phone: str
    places: tuple[Place, ...]
    company: str = ""
    tax_id: str = ""
    language: str = ""
    delivery: str = LOCAL
    payment: str = "transfer"
    note: Words = ("", "")

    def customer(self, language: str) -> Customer:
        """As the shop keeps them."""
        places = tuple(CustomerAddress(in_language(label, language), where) for label, where in self.places)
        return Customer(
            id="",
            name=self.name,
            company=self.company,
            email=self.email,
            phone=self.phone,
            tax_id=self.tax_id,
            language=self.language,
            note=in_language(self.note, language),
            delivery_method=self.delivery,
            payment_method=self.payment,
            addresses=places,
        )


def _at(street: str, postcode: str, city: str, country: str = "FR", *, label: Words = HOME, name: str = "",
        company: str = "") -> Place:  # fmt: skip
    return label, Address(name, company, (street,), postcode, city, country=country)


REGULARS = (
    Regular("lucie", "Lucie Martin", "lucie.martin@example.com", "+33 6 12 34 56 78",
            (_at("8 quai des Bateliers", "67000", "Strasbourg"),
             _at("3 rue du Vignoble", "68340", "Riquewihr", label=MOTHER, name="Jeanne Martin"),
             _at("21 avenue de la Paix", "67000", "Strasbourg", label=OFFICE)),
            note=("Likes the blue glaze. Her mother collects the cups.",
                  "Aime l'émail bleu. Sa mère collectionne les tasses.")),
    Regular("roux", "Camille Roux", "compta@roux.example.com", "+33 3 53 01 04 12",
            (_at("14 rue des Tanneurs", "67000", "Strasbourg", label=SHOP, company="Atelier Roux SARL"),
             _at("8 quai des Bateliers", "67000", "Strasbourg", label=STORE, name="Camille Roux")),
            company="Atelier Roux SARL", tax_id="FR83404833048",
            note=("Gifts for their clients, twice a year.", "Cadeaux pour leurs clients, deux fois par an.")),
    Regular("juergen", "Jürgen Weiss", "juergen.weiss@example.org", "+49 171 3920011",
            (_at("Hauptstraße 27", "77694", "Kehl", "DE"),), language="de", delivery=ABROAD),
    Regular("mary", "Mary O'Neill", "mary.oneill@example.com", "+44 7700 900147",
            (_at("6 Gardner Crescent", "EH3 8DF", "Edinburgh", "GB"),
             _at("17 rue du Maroquin", "67000", "Strasbourg", label=HOLIDAYS)), language="en",
            delivery=ABROAD, payment="card"),
    Regular("claire", "Claire Schmitt", "claire.schmitt@example.com", "+33 6 39 98 10 21",
            (_at("5 place du Marché", "67500", "Haguenau"),), delivery=WORKSHOP, payment="card"),
    Regular("school", "Hélène Oberlé", "ecole.tilleuls@example.org", "+33 3 53 01 07 45",
            (_at("2 rue des Tilleuls", "67300", "Schiltigheim", label=OFFICE, company="École des Tilleuls"),),
            company="École des Tilleuls", delivery=WORKSHOP,
            note=("Pays by order of the town: 45 days.", "Mandat administratif : 45 jours.")),
    Regular("hotel", "Antoine Kieffer", "economat@hotel-cigogne.example.com", "+33 3 53 01 18 30",
            (_at("1 place de la Cigogne", "68000", "Colmar", label=OFFICE,
                 company="Hôtel de la Cigogne SAS"),),
            company="Hôtel de la Cigogne SAS", tax_id="FR33501002000", delivery=POST),
    Regular("keramik", "Sabine Vogt", "einkauf@vogt-keramik.example.com", "+49 69 90009321",
            (_at("Gartenstraße 112", "60596", "Frankfurt am Main", "DE", label=SHOP,
                 company="Vogt Keramikhandel GmbH"),),
            company="Vogt Keramikhandel GmbH", tax_id="DE272727271", language="de", delivery=ABROAD),
    Regular("thomas", "Thomas Keller", "thomas.keller@example.org", "",
            (_at("Spalenberg 41", "4051", "Basel", "CH"),), language="de", delivery=ABROAD),
    Regular("sophie", "Sophie Bernard", "sophie.bernard@example.com", "+33 6 39 98 44 07",
            (_at("33 route du Polygone", "67100", "Strasbourg"),
             _at("12 rue Mercière", "69002", "Lyon", label=MOTHER, name="Annie Bernard")), delivery=POST),
    Regular("marc", "Marc Lehmann", "marc.lehmann@example.com", "+33 6 39 98 20 63",
            (_at("9 rue Sainte-Madeleine", "67000", "Strasbourg"),), payment="card"),
    Regular("nadia", "Nadia Benali", "nadia.benali@example.org", "+33 6 39 98 31 18",
            (_at("46 avenue des Vosges", "67000", "Strasbourg"),), payment="card"),
    Regular("paul", "Paul Girard", "paul.girard@example.com", "+33 4 65 71 22 90",
            (_at("7 montée de la Grande-Côte", "69001", "Lyon"),), delivery=POST),
    Regular("ines", "Inès Carvalho", "ines.carvalho@example.com", "+33 6 39 98 52 74",
            (_at("18 rue de Zurich", "67000", "Strasbourg"),)),
    Regular("luc", "Luc Hamon", "luc.hamon@example.org", "+33 2 61 91 33 05",
            (_at("4 quai de la Fosse", "44000", "Nantes"),), delivery=POST, payment="card"),
    Regular("elodie", "Élodie Fischer", "elodie.fischer@example.com", "+33 6 39 98 63 29",
            (_at("27 rue de la Krutenau", "67000", "Strasbourg"),
             _at("1 rue de l'Hôpital", "67000", "Strasbourg", label=OFFICE))),
    Regular("hugo", "Hugo Meyer", "hugo.meyer@example.com", "+33 6 39 98 70 84",
            (_at("60 Grand'Rue", "67700", "Saverne"),), delivery=WORKSHOP),
    Regular("amina", "Amina Diallo", "amina.diallo@example.org", "+33 1 99 00 41 57",
            (_at("85 rue de Charonne", "75011", "Paris"),), delivery=POST, payment="card"),
    Regular("bertrand", "Bertrand Kuntz", "bertrand.kuntz@example.com", "+33 3 53 01 60 22",
            (_at("15 rue Principale", "67140", "Barr"),), payment="cheque",
            note=("Pays by cheque. Ring after six.", "Paie par chèque. Appeler après 18 h.")),
    Regular("manon", "Manon Lefèvre", "manon.lefevre@example.com", "+33 6 39 98 81 36",
            (_at("2 rue des Juifs", "67000", "Strasbourg"),), payment="card"),
    Regular("yusuf", "Yusuf Aydın", "yusuf.aydin@example.org", "+33 6 39 98 92 40",
            (_at("11 rue du Faubourg-de-Pierre", "67000", "Strasbourg"),), payment="card"),
    Regular("bakery", "Joël Muller", "bonjour@fournil-muller.example.com", "+33 3 53 01 72 16",
            (_at("38 rue des Hallebardes", "67000", "Strasbourg", label=SHOP, company="Le Fournil Muller"),),
            company="Le Fournil Muller", tax_id="FR77602003006"),
    Regular("books", "Agathe Noël", "agathe@librairie-quai.example.com", "+33 3 53 01 83 51",
            (_at("26 quai Saint-Nicolas", "67000", "Strasbourg", label=SHOP, company="Librairie du Quai"),
             _at("Zone du Port, hall 4", "67100", "Strasbourg", label=STORE, company="Librairie du Quai")),
            company="Librairie du Quai", tax_id="FR91703004002"),
    Regular("odile", "Odile Sutter", "", "+33 3 53 01 94 38",
            (_at("3 impasse du Moulin", "67210", "Obernai"),), payment="cash",
            note=("No e-mail: call her.", "Pas d'e-mail : l'appeler.")),
    Regular("katrin", "Katrin Hoffmann", "katrin.hoffmann@example.org", "+49 30 23125042",
            (_at("Oderberger Straße 19", "10435", "Berlin", "DE"),), language="de", delivery=ABROAD),
    Regular("dieter", "Dieter Braun", "dieter.braun@example.com", "+49 221 4710128",
            (_at("Venloer Straße 240", "50823", "Köln", "DE"),), language="de", delivery=ABROAD),
    Regular("james", "James Whitfield", "james.whitfield@example.com", "+44 20 7946 0321",
            (_at("52 Lamb's Conduit Street", "WC1N 3LL", "London", "GB", label=SHOP,
                 company="Whitfield & Daughters Ltd"),),
            company="Whitfield & Daughters Ltd", tax_id="GB123456727", language="en", delivery=ABROAD),
    Regular("priya", "Priya Shah", "priya.shah@example.org", "+44 131 496 0458",
            (_at("11 Cockburn Street", "EH1 1BP", "Edinburgh", "GB"),), language="en", delivery=ABROAD),
    Regular("bianca", "Bianca Frei", "bianca.frei@example.com", "",
            (_at("Rindermarkt 7", "8001", "Zürich", "CH", label=SHOP, company="Frei Wohnkultur AG"),),
            company="Frei Wohnkultur AG", tax_id="CHE-204.060.806 MWST", language="de", delivery=ABROAD),
    Regular("yves", "Yves Favre", "yves.favre@example.org", "",
            (_at("14 rue de Bourg", "1003", "Lausanne", "CH"),), delivery=ABROAD, payment="card"),
)  # fmt: skip

AT_THE_COUNTER = {
    (9, 1): "lucie", (9, 4): "nadia", (8, 0): "manon", (8, 3): "lucie", (7, 2): "odile",
    (7, 5): "elodie", (6, 1): "lucie", (6, 4): "yusuf", (5, 0): "marc", (5, 3): "ines", (5, 7): "bakery",
    (4, 2): "lucie", (4, 5): "hugo", (3, 1): "nadia", (3, 4): "odile", (2, 2): "elodie", (2, 0): "books",
    (3, 5): "lucie", (1, 1): "ines", (1, 3): "manon", (1, 5): "bertrand",
}  # fmt: skip
"""Who buys at the counter: how many opened days before today, and which sale of that day."""
