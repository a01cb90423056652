"""What the demonstration's pages about rights and work say, in two languages.

What is said of rights is in the ILO's conventions 29, 95 and 189, and for Romania in the European
Union's directives 2011/36 and 2012/29; of the alliance's work, in its own public texts.
"""

from __future__ import annotations

from typing import NamedTuple

Said = dict[str, str]


def said(english: str, spanish: str) -> Said:
    return {"en": english, "es": spanish}


class Right(NamedTuple):
    """A page about rights."""

    situation: str
    country: str
    title: Said
    introduction: Said
    steps: tuple[tuple[Said, Said], ...]


class Direction(NamedTuple):
    """A page of a thematic direction."""

    code: str
    slug: str
    title: Said
    introduction: Said
    text: Said


SECTIONS = {
    "help": said(
        "Choose your language or where you are, and call. You do not need papers, and you do not "
        "need to give your name.",
        "Elija su idioma o dónde está, y llame. No necesita papeles ni dar su nombre.",
    ),
    "rights": said(
        "Short pages about what you may demand and what you can do now.",
        "Páginas breves sobre lo que puede exigir y lo que puede hacer ahora.",
    ),
    "work": said(
        "Three directions, and a space of its own for groups that organise themselves.",
        "Tres direcciones, y un espacio propio para los grupos que se organizan a sí mismos.",
    ),
    "members": said(
        "Organisations and self-organised groups that walk together.",
        "Organizaciones y grupos autoorganizados que caminan juntos.",
    ),
    "take-part": said(
        "There are many ways to walk with us. The first is to write.",
        "Hay muchas maneras de caminar con nosotras. La primera es escribir.",
    ),
}

RIGHTS = (
    Right(
        "unpaid",
        "",
        said("Work is paid", "El trabajo se paga"),
        said(
            "Whoever works has a right to her wage, also without a contract and without papers.",
            "Quien trabaja tiene derecho a su salario, también sin contrato y sin papeles.",
        ),
        (
            (
                said("Write down what you worked", "Anote lo que trabajó"),
                said(
                    "Days, hours, what was promised, what was paid. Keep it where only you find "
                    "it, or send it to somebody you trust.",
                    "Días, horas, lo que le prometieron y lo que le pagaron. Guárdelo donde solo "
                    "usted lo encuentre, o envíelo a alguien de confianza.",
                ),
            ),
            (
                said("Keep what shows it", "Guarde lo que lo demuestra"),
                said(
                    "Messages, pictures of the place, names of others who worked there.",
                    "Mensajes, fotos del lugar, nombres de otras personas que trabajaban allí.",
                ),
            ),
            (
                said("Talk to somebody before you sign", "Hable con alguien antes de firmar"),
                said(
                    "Sign nothing that says you were paid. A lawyer or a union can ask for your "
                    "wage in your name.",
                    "No firme nada que diga que le pagaron. Una abogada o un sindicato puede "
                    "reclamar su salario en su nombre.",
                ),
            ),
        ),
    ),
    Right(
        "papers",
        "",
        said("Your passport is yours", "Su pasaporte es suyo"),
        said(
            "No employer and no agency may keep your passport or your identity card against your "
            "will.",
            "Ningún empleador y ninguna agencia puede quedarse con su pasaporte o su documento "
            "de identidad contra su voluntad.",
        ),
        (
            (
                said("Keep a picture of it", "Guarde una foto"),
                said(
                    "If you can, send a picture of your papers to somebody you trust.",
                    "Si puede, envíe una foto de sus papeles a alguien de confianza.",
                ),
            ),
            (
                said("Ask for it with somebody beside you", "Pídalo acompañada"),
                said(
                    "An organisation, a union or your consulate can ask for it with you. You need "
                    "not do it alone.",
                    "Una organización, un sindicato o su consulado puede pedirlo con usted. No "
                    "tiene que hacerlo sola.",
                ),
            ),
            (
                said("It can be replaced", "Se puede reemplazar"),
                said(
                    "You may leave without it. Your consulate gives you a paper to travel with.",
                    "Puede irse sin él. Su consulado le da un documento para viajar.",
                ),
            ),
        ),
    ),
    Right(
        "confined",
        "",
        said("You may go out", "Usted puede salir"),
        said(
            "Your free time is yours, also where you live in the house you work in. Nobody may "
            "lock you in.",
            "Su tiempo libre es suyo, también si vive en la casa donde trabaja. Nadie puede "
            "encerrarla.",
        ),
        (
            (
                said("If you are in danger, call now", "Si está en peligro, llame ahora"),
                said(
                    "Say where you are: the street, what you see from the window. A few words are "
                    "enough.",
                    "Diga dónde está: la calle, lo que ve desde la ventana. Bastan pocas palabras.",
                ),
            ),
            (
                said("Agree on a word", "Acuerde una palabra"),
                said(
                    "Tell somebody you trust a word that means: come, or call for help.",
                    "Diga a alguien de confianza una palabra que signifique: ven, o pide ayuda.",
                ),
            ),
            (
                said("Have ready what you need", "Tenga listo lo que necesita"),
                said(
                    "Papers, medicine, some money, a number on paper. Leave the rest; it can be "
                    "fetched later.",
                    "Papeles, medicinas, algo de dinero, un número en papel. Deje lo demás; se "
                    "puede recoger después.",
                ),
            ),
        ),
    ),
    Right(
        "threats",
        "RO",
        said("If you speak with the police", "Si habla con la policía"),
        said(
            "Whether you speak with them is yours to decide. If you do, you have rights from the "
            "first day.",
            "Usted decide si habla con ellos. Si lo hace, tiene derechos desde el primer día.",
        ),
        (
            (
                said("A lawyer, free of charge", "Una abogada, sin costo"),
                said(
                    "You may have a lawyer beside you before you say anything.",
                    "Puede tener una abogada a su lado antes de decir nada.",
                ),
            ),
            (
                said("In your language", "En su idioma"),
                said(
                    "An interpreter translates what you say, and what you are asked. You pay "
                    "nothing.",
                    "Una intérprete traduce lo que usted dice y lo que le preguntan. No paga nada.",
                ),
            ),
            (
                said("Time to think", "Tiempo para pensar"),
                said(
                    "You have time to recover and to decide, and nobody may make you leave the "
                    "country in it. Help does not depend on what you say.",
                    "Tiene tiempo para recuperarse y decidir, y en ese tiempo nadie puede hacerla "
                    "salir del país. La ayuda no depende de lo que diga.",
                ),
            ),
        ),
    ),
)

THEMES = (
    Direction(
        "accountability",
        "accountability",
        said("Accountability", "Rendición de cuentas"),
        said(
            "Who acts against trafficking answers to those it is done for.",
            "Quien actúa contra la trata responde ante aquellas por quienes lo hace.",
        ),
        said(
            "We ask what measures do to the women they speak of: states, employers, and "
            "organisations such as ours. We follow the Commission on the Status of Women, the "
            "International Labour Conference and the United Nations' rapporteurs, and bring there "
            "what women themselves found.",
            "Preguntamos qué hacen las medidas con las mujeres de las que hablan: los Estados, los "
            "empleadores y organizaciones como las nuestras. Seguimos la Comisión de la Condición "
            "Jurídica y Social de la Mujer, la Conferencia Internacional del Trabajo y las "
            "relatorías de las Naciones Unidas, y llevamos allí lo que las mujeres encontraron.",
        ),
    ),
    Direction(
        "justice",
        "justice",
        said("Access to justice", "Acceso a la justicia"),
        said(
            "A right is one when somebody can claim it.",
            "Un derecho lo es cuando alguien puede reclamarlo.",
        ),
        said(
            "Members give legal aid, walk with women through courts and labour offices, and train "
            "police, lawyers and judges. The lawyer who counsels first stays.",
            "Las organizaciones miembro dan asistencia legal, acompañan a las mujeres en "
            "tribunales y oficinas de trabajo, y forman a policías, abogadas y jueces. La "
            "abogada que asesora primero se queda.",
        ),
    ),
    Direction(
        "work",
        "power",
        said("Power in migration and work", "Poder en la migración y el trabajo"),
        said(
            "Women move for work. They should have power over how.",
            "Las mujeres se mueven por trabajo. Deben tener poder sobre cómo.",
        ),
        said(
            "We stand beside domestic workers, sex workers and returnees who organise: for wages, "
            "for papers that are theirs, for work they choose.",
            "Estamos al lado de trabajadoras del hogar, trabajadoras sexuales y retornadas que se "
            "organizan: por salarios, por papeles que sean suyos, por un trabajo que elijan.",
        ),
    ),
    Direction(
        "groups",
        "groups",
        said("Self-organised groups", "Grupos autoorganizados"),
        said(
            "Nothing about them without them: their priorities run through all three directions, "
            "and this is their own space.",
            "Nada sobre ellas sin ellas: sus prioridades atraviesan las tres direcciones, y este "
            "es su propio espacio.",
        ),
        said(
            "Groups of domestic workers, sex workers, survivors and migrants who came home. Each "
            "name opens to its work and to a way to write to it.",
            "Grupos de trabajadoras del hogar, trabajadoras sexuales, sobrevivientes y migrantes "
            "que volvieron. Cada nombre lleva a su trabajo y a una manera de escribirle.",
        ),
    ),
)
