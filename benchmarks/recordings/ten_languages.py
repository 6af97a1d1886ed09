"""Texts in ten languages, written for the benchmark, each with a number and a foreign name."""

from __future__ import annotations

TEXTS = {
    "fr": (
        "Le marché ouvre à sept heures, bien avant l'arrivée des premiers clients. Jeanne prépare "
        "les fromages pendant que son frère décharge les caisses de pommes. Il y a trente ans, "
        "leur grand-mère vendait déjà ici du beurre et des œufs frais. Aujourd'hui, on parle "
        "surtout de la pluie, du prix du pain et du nouveau pont qui sera fini en 2031. Un "
        "journaliste de Manchester, monsieur Taylor, a posé beaucoup de questions hier matin. "
        "Personne ne savait vraiment quoi lui répondre, mais tout le monde a bien ri."
    ),
    "es": (
        "El mercado abre a las siete, mucho antes de que lleguen los primeros clientes. Juana "
        "prepara los quesos mientras su hermano descarga las cajas de manzanas. Hace treinta años "
        "su abuela ya vendía aquí mantequilla y huevos frescos. Hoy se habla sobre todo de la "
        "lluvia, del precio del pan y del puente nuevo que estará listo en 2031. Un periodista de "
        "Manchester, el señor Taylor, hizo muchas preguntas ayer por la mañana. Nadie sabía muy "
        "bien qué contestarle, pero todo el mundo se rió."
    ),
    "it": (
        "Il mercato apre alle sette, molto prima che arrivino i primi clienti. Gianna prepara i "
        "formaggi mentre suo fratello scarica le cassette di mele. Trent'anni fa la nonna vendeva "
        "già qui il burro e le uova fresche. Oggi si parla soprattutto della pioggia, del prezzo "
        "del pane e del nuovo ponte che sarà pronto nel 2031. Un giornalista di Manchester, il "
        "signor Taylor, ha fatto molte domande ieri mattina. Nessuno sapeva bene che cosa "
        "rispondergli, ma tutti hanno riso di gusto."
    ),
    "de": (
        "Der Markt öffnet um sieben Uhr, lange bevor die ersten Kunden kommen. Johanna schneidet "
        "den Käse, während ihr Bruder die Kisten mit den Äpfeln ablädt. Vor dreißig Jahren hat "
        "ihre Großmutter hier schon Butter und frische Eier verkauft. Heute spricht man vor allem "
        "über den Regen, den Preis für Brot und die neue Brücke, die 2031 fertig sein soll. Ein "
        "Journalist aus Manchester, Herr Taylor, hat gestern früh viele Fragen gestellt. Niemand "
        "wusste so recht, was man ihm antworten sollte, aber alle haben gelacht."
    ),
    "pt": (
        "O mercado abre às sete horas, muito antes de chegarem os primeiros clientes. Joana "
        "prepara os queijos enquanto o irmão descarrega as caixas de maçãs. Há trinta anos a avó "
        "deles já vendia aqui manteiga e ovos frescos. Hoje fala-se sobretudo da chuva, do preço "
        "do pão e da ponte nova que estará pronta em 2031. Um jornalista de Manchester, o senhor "
        "Taylor, fez muitas perguntas ontem de manhã. Ninguém sabia muito bem o que responder, "
        "mas toda a gente se riu."
    ),
    "nl": (
        "De markt gaat om zeven uur open, lang voordat de eerste klanten komen. Johanna snijdt de "
        "kaas terwijl haar broer de kisten met appels uitlaadt. Dertig jaar geleden verkocht hun "
        "grootmoeder hier al boter en verse eieren. Vandaag praat men vooral over de regen, de "
        "prijs van brood en de nieuwe brug die in 2031 klaar moet zijn. Een journalist uit "
        "Manchester, meneer Taylor, heeft gisteren veel vragen gesteld. Niemand wist goed wat hij "
        "moest antwoorden, maar iedereen heeft gelachen."
    ),
    "pl": (
        "Targ otwiera się o siódmej, na długo przed przyjściem pierwszych klientów. Joanna kroi "
        "sery, a jej brat rozładowuje skrzynki z jabłkami. Trzydzieści lat temu ich babcia "
        "sprzedawała tu masło i świeże jajka. Dzisiaj mówi się głównie o deszczu, o cenie chleba i "
        "o nowym moście, który ma być gotowy za 12 miesięcy. Dziennikarz z Manchesteru, pan "
        "Taylor, zadawał wczoraj rano wiele pytań. Nikt nie wiedział, co mu odpowiedzieć, ale "
        "wszyscy się śmiali."
    ),
    "sv": (
        "Torget öppnar klockan sju, långt innan de första kunderna kommer. Johanna skär osten "
        "medan hennes bror lastar av lådorna med äpplen. För trettio år sedan sålde deras mormor "
        "smör och färska ägg här. I dag pratar man mest om regnet, priset på bröd och den nya bron "
        "som ska bli klar om 12 månader. En journalist från Manchester, herr Taylor, ställde många "
        "frågor i går morse. Ingen visste riktigt vad man skulle svara honom, men alla skrattade."
    ),
    "tr": (
        "Pazar sabah yedide açılır, ilk müşteriler gelmeden çok önce. Ayşe peynirleri keserken "
        "kardeşi elma kasalarını indirir. Otuz yıl önce büyükanneleri burada tereyağı ve taze "
        "yumurta satardı. Bugün en çok yağmurdan, ekmeğin fiyatından ve 12 ay sonra bitecek olan "
        "yeni köprüden söz ediliyor. Manchester şehrinden gelen gazeteci Taylor dün sabah pek çok "
        "soru sordu. Kimse ona ne cevap vereceğini bilemedi, ama herkes güldü."
    ),
    "ru": (
        "Рынок открывается в семь часов, задолго до прихода первых покупателей. Анна режет сыр, а "
        "её брат разгружает ящики с яблоками. Тридцать лет назад их бабушка уже продавала здесь "
        "масло и свежие яйца. Сегодня говорят больше всего о дожде, о цене хлеба и о новом мосте, "
        "который будет готов через 12 месяцев. Журналист из Манчестера, господин Тейлор, вчера "
        "утром задал много вопросов. Никто не знал, что ему ответить, но все смеялись."
    ),
}  # fmt: skip
"""ISO 639-1 to about eighty words."""
