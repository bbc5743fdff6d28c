"""What the demo shop has printed and potted: cards, paper, and good things to eat."""

from __future__ import annotations

from pos.services.demo.goods import Goods, Look

SKY, SAND, CLAY, MOSS, SAGE = "#A9C3DA", "#E2D3BD", "#D9B6AF", "#C9D0A6", "#BAC6B4"
CREAM, MIST, LILAC, MAUVE, HONEY = "#E5DFCF", "#B8D2CC", "#CFC3DF", "#CEB6CA", "#EBD7A2"

CARDS = (
    Goods("CAR-BIR", 65, "8.00", "2.10", "62", 7,
          ("Card set, birds", "Lot de cartes, oiseaux"),
          ("Five cards with envelopes.", "Cinq cartes avec enveloppes."),
          Look(MIST, "paper.bird_cards", ("#4F8C8A", "#E6A25C"))),
    Goods("CAR-BLU", 5, "8.00", "2.10", "0", 4,
          ("Card set, bluebells", "Lot de cartes, jacinthes des bois"),
          ("Five cards with envelopes.", "Cinq cartes avec enveloppes."),
          Look(SKY, "paper.flower_cards", ("#6079BE",))),
    Goods("CAR-STR", 66, "2.50", "0.50", "140", 9,
          ("Card, Petite France", "Carte, Petite France"),
          ("The houses by the water.", "Les maisons au bord de l'eau."),
          Look(SAND, "paper.town_card", ("#A9543B",)), oversell="allow"),
    Goods("CAR-THA", 67, "3.20", "0.70", "88", 5,
          ("Card, thank you", "Carte, merci"),
          ("Folded, with its envelope.", "Double, avec son enveloppe."),
          Look(MAUVE, "paper.thanks_card", ("#C4573F",))),
    Goods("NOT-LIN", 68, "14.00", "4.40", "17", 4,
          ("Notebook, linen cover", "Carnet, couverture lin"),
          ("A5, 160 pages, sewn.", "A5, 160 pages, cousu."),
          Look(MOSS, "paper.notebook", ("#C9A777",))),
    Goods("PRI-CAT", 69, "28.00", "9.00", "6", 2,
          ("Print, cathedral", "Estampe, cathédrale"),
          ("Linocut, signed, 30 by 20 cm.", "Linogravure signée, 30 sur 20 cm."),
          Look(CLAY, "paper.cathedral_print", ("#B5705A",))),
    Goods("WRA-BOT", 70, "6.00", "1.60", "29", 4,
          ("Gift wrap, botanical, 3 sheets", "Papier cadeau, herbier, 3 feuilles"),
          ("50 by 70 cm, recycled.", "50 sur 70 cm, recyclé."),
          Look(LILAC, "paper.wrap", ("#F3EBDC", "#7B9A72"))),
    Goods("BOK-BIR", 71, "19.00", "11.00", "9", 3,
          ("Book, Birds of the Rhine", "Livre, Oiseaux du Rhin"),
          ("With drawings by our neighbour, 96 pages.", "Dessins de notre voisine, 96 pages."),
          Look(SAGE, "paper.book", ("#2F6A5A",)), tax="reduced2"),
    Goods("GIF-VOU", 72, "", "0", None, 2,
          ("Gift voucher", "Chèque cadeau"),
          ("For any amount; valid for two years.", "Du montant de votre choix ; valable deux ans."),
          Look(CREAM, "paper.voucher", ("#17624A",)), tax="zero"),
)  # fmt: skip

PANTRY = (
    Goods("HON-FIR", 73, "9.80", "5.20", "24", 5,
          ("Honey, fir", "Miel de sapin"),
          ("From the Vosges, 250 g.", "Des Vosges, 250 g."),
          Look(HONEY, "pantry.honey", ("#9A5B22",)), tax="reduced2"),
    Goods("HON-ACA", 74, "9.20", "4.90", "18", 4,
          ("Honey, acacia", "Miel d'acacia"),
          ("From the plain of the Rhine, 250 g.", "De la plaine du Rhin, 250 g."),
          Look(SAGE, "pantry.honey", ("#E5B549",)), tax="reduced2"),
    Goods("HON-KG", 75, "24.00", "13.00", "11.25", 3,
          ("Honey, flowers, loose", "Miel de fleurs, en vrac"),
          ("Drawn into your own jar, by weight.", "Tiré dans votre bocal, au poids."),
          Look(SAND, "pantry.loose_honey", ("#D9962F",)), tax="reduced2", unit="kg"),
    Goods("JAM-QUE", 76, "6.20", "2.70", "33", 4,
          ("Jam, damson", "Confiture de quetsches"),
          ("Two thirds fruit, 220 g.", "Deux tiers de fruits, 220 g."),
          Look(MAUVE, "pantry.jam", ("#5B2B4A", "#C4573F")), tax="reduced2"),
    Goods("TIS-GAR", 77, "7.50", "2.90", "2", 3,
          ("Herbal tea, garden", "Tisane du jardin"),
          ("Mint, verbena, lime flower; 40 g.", "Menthe, verveine, tilleul ; 40 g."),
          Look(MOSS, "pantry.tea", ("#4F7A6A",)), tax="reduced2"),
    Goods("GIN-HEA", 78, "5.90", "2.10", "44", 5,
          ("Gingerbread heart", "Cœur en pain d'épices"),
          ("Baked in Gertwiller.", "Cuit à Gertwiller."),
          Look(CLAY, "pantry.gingerbread", ("#A8683A",)), tax="reduced2"),
)  # fmt: skip
