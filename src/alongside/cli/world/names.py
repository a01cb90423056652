"""Given names in nine scripts, put together at random; nobody stands behind a pair of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """Where somebody comes from: her language, script, places and names."""

    language: str
    country: str
    places: tuple[str, ...]
    names: tuple[str, ...]
    family: tuple[str, ...] = ()


BANGLADESH = Origin(
    "bn",
    "BD",
    ("Jashore", "Khulna", "Satkhira", "Dhaka", "Barishal"),
    ("মীরা", "নাসরিন", "জোছনা", "পারুল", "ময়না", "শিরীন", "রোকেয়া", "সালমা", "তাসলিমা", "ফরিদা", "শাহানা", "লাকি"),
    ("আক্তার", "খাতুন", "বেগম", "দাস", "মণ্ডল"),
)
NEPAL = Origin(
    "ne",
    "NP",
    ("Sindhupalchok", "Makwanpur", "Kathmandu", "Kailali", "Morang"),
    ("सुनिता", "गीता", "कमला", "बिमला", "माया", "रीता", "सरस्वती", "पूजा", "अनिता", "लक्ष्मी", "मञ्जु"),
    ("तामाङ", "राई", "चौधरी", "शर्मा", "गुरुङ"),
)
THAILAND = Origin(
    "th",
    "TH",
    ("Chiang Mai", "Mae Sot", "Rayong", "Udon Thani"),
    ("สมใจ", "มาลี", "กานดา", "วันเพ็ญ", "ดวงใจ", "อรทัย", "จันทร์เพ็ญ", "บุญมี"),
)
MYANMAR = Origin(
    "my",
    "MM",
    ("Yangon", "Myawaddy", "Hpa-An", "Mawlamyine"),
    ("ခင်ခင်", "သီတာ", "မိုးမိုး", "နန်းမူ", "အေးအေး", "စန္ဒာ", "ဝင်းဝင်း", "သူဇာ"),
)
CAMBODIA = Origin(
    "km",
    "KH",
    ("Siem Reap", "Battambang", "Prey Veng", "Poipet"),
    ("សុខា", "ចន្ទា", "ស្រីពៅ", "បុប្ផា", "ដាវី", "សុភាព", "រតនា", "មាលា"),
)
VIETNAM = Origin(
    "vi",
    "VN",
    ("Nghệ An", "Hà Tĩnh", "Cần Thơ", "Hải Phòng"),
    ("Thuỷ", "Hường", "Ngọc Ánh", "Diễm", "Bích Phượng", "Lan", "Mai", "Thảo"),
    ("Nguyễn", "Trần", "Lê", "Phạm"),
)
SYRIA = Origin(
    "ar",
    "SY",
    ("Homs", "Aleppo", "Daraa", "Idlib"),
    ("أمل", "نجوى", "رنا", "هالة", "سميرة", "ياسمين", "ريم", "دعاء"),
    ("الحسن", "خليل", "درويش"),
)
GREECE = Origin(
    "el",
    "GR",
    ("Athens", "Thessaloniki", "Patras"),
    ("Δάφνη", "Ελένη", "Κατερίνα", "Ζωή", "Μαρία"),
    ("Παππά", "Νικολάου"),
)
ROMANIA = Origin(
    "ro",
    "RO",
    ("Iași", "Bacău", "Constanța", "Craiova"),
    ("Ileana", "Ștefania", "Mădălina", "Ruxandra", "Ana", "Doina", "Țuca"),
    ("Munteanu", "Ionescu", "Rusu"),
)
COLOMBIA = Origin(
    "es",
    "CO",
    ("Medellín", "Quibdó", "Pereira", "Cúcuta"),
    ("Yuliana", "Luz Marina", "Begoña", "Dayana", "Marisol", "Íngrid", "Ximena"),
    ("Restrepo", "Muñoz", "Palacios"),
)
INDONESIA = Origin(
    "id",
    "ID",
    ("Cilacap", "Indramayu", "Kupang", "Malang"),
    ("Siti", "Wulan", "Dewi", "Sri Rahayu", "Yanti", "Nining"),
)
KENYA = Origin(
    "sw",
    "KE",
    ("Mombasa", "Kisumu", "Nairobi", "Kilifi"),
    ("Achieng", "Wanjiru", "Zawadi", "Neema", "Halima", "Mwende"),
)
