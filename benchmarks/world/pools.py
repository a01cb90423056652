"""Names in nine scripts, each with the Latin spellings people use for it.

The spellings were written down by hand, as passports and newspapers have them, and not made by the
search's own tables: they are what its recall is measured against. Names that are written in Latin
letters have beside them what somebody types who has no such accents, or another common spelling.
"""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
    """One word of a name and how it is spelt in plain Latin letters."""

    written: str
    latin: tuple[str, ...]


class Pool(NamedTuple):
    """The names of one script: language, its country, given names, family names."""

    script: str
    language: str
    country: str
    given: tuple[Name, ...]
    family: tuple[Name, ...]


def _names(lines: str) -> tuple[Name, ...]:
    parted = (line.split("=") for line in lines.split(";"))
    return tuple(Name(name.strip(), tuple(spelt.split("/"))) for name, spelt in parted)


LATIN = Pool(
    "Latin",
    "ro",
    "RO",
    _names(
        "Ileana=Iliana;Ștefania=Stefania;Mădălina=Madalina;Ruxandra=Ruxandra;Ana=Ana;Doina=Doina;"
        "Țuca=Tuca;Yuliana=Juliana;Marisol=Marisol;Begoña=Begona;Dayana=Daiana;Íngrid=Ingrid;"
        "Ximena=Jimena;Achieng=Acheng;Wanjiru=Wanjiru;Zawadi=Zawadi;Neema=Nema;Halima=Haleema;"
        "Siti=Siti;Wulan=Woelan;Dewi=Devi;Rahayu=Rahayu;Nining=Nining;Angélique=Angelique;"
        "Fatoumata=Fatumata;Aïcha=Aicha/Aisha;Grâce=Grace;Ngozi=Ngozi;Blessing=Blesing;Joy=Joi"
    ),
    _names(
        "Munteanu=Muntianu;Ionescu=Ionesco;Rusu=Rusu;Restrepo=Restrepo;Muñoz=Munoz;"
        "Palacios=Palasios;Otieno=Otieno;Wambui=Wamboi;Kusuma=Koesoema;Lestari=Lestari;"
        "Okafor=Okafor;Mbeki=Mbeki;Traoré=Traore;Diallo=Dialo;Pérez=Perez;Gómez=Gomez"
    ),
)
BENGALI = Pool(
    "Bengali",
    "bn",
    "BD",
    _names(
        "মীরা=Mira/Meera;নাসরিন=Nasrin/Nasreen;জোছনা=Jochna/Jochhona;পারুল=Parul;ময়না=Moyna/Mayna;"
        "শিরীন=Shirin/Shireen;রোকেয়া=Rokeya/Rokeya;সালমা=Salma;তাসলিমা=Taslima/Tasleema;"
        "ফরিদা=Farida/Forida;শাহানা=Shahana;লাকি=Laki/Lucky;রহিমা=Rahima/Rohima;খাদিজা=Khadija;"
        "আমেনা=Amena/Amina;হাসিনা=Hasina;জেসমিন=Jesmin/Jasmin;মরিয়ম=Mariam/Moriom;নূপুর=Nupur;"
        "সুমি=Sumi/Shumi;রিনা=Rina/Reena;শেফালি=Shefali;কাকলি=Kakoli/Kakali;দোলন=Dolon/Dolan;"
        "মালতী=Malati/Maloti;অঞ্জনা=Anjana/Onjona;বিথী=Bithi;সাবিনা=Sabina;রুবিনা=Rubina;তানিয়া=Tania"
    ),
    _names(
        "আক্তার=Akter/Aktar;খাতুন=Khatun;বেগম=Begum;দাস=Das;মণ্ডল=Mondal/Mandal;সরকার=Sarkar/Sarker;"
        "হোসেন=Hossain/Hosen;ইসলাম=Islam;রহমান=Rahman;বিশ্বাস=Biswas;সুলতানা=Sultana;পারভীন=Parvin/Parveen;"
        "চৌধুরী=Chowdhury/Choudhury;মোল্লা=Molla;গাজী=Gazi/Gaji;শেখ=Sheikh/Shekh"
    ),
)
NEPALI = Pool(
    "Devanagari",
    "ne",
    "NP",
    _names(
        "सुनिता=Sunita/Suneeta;गीता=Gita/Geeta;कमला=Kamala;बिमला=Bimala;माया=Maya;रीता=Rita/Reeta;"
        "सरस्वती=Saraswati/Saraswoti;पूजा=Puja/Pooja;अनिता=Anita;लक्ष्मी=Laxmi/Lakshmi;मञ्जु=Manju;"
        "सीता=Sita/Seeta;राधा=Radha;शान्ति=Shanti/Santi;देवी=Devi;पार्वती=Parvati/Parbati;दुर्गा=Durga;"
        "मीना=Mina/Meena;सविता=Sabita/Savita;कल्पना=Kalpana;सुशीला=Sushila/Susila;उर्मिला=Urmila;"
        "निर्मला=Nirmala;प्रमिला=Pramila;रञ्जना=Ranjana;विष्णु=Bishnu/Vishnu;टीका=Tika;यमुना=Yamuna;"
        "चन्द्रा=Chandra;ज्योति=Jyoti/Joti"
    ),
    _names(
        "तामाङ=Tamang;राई=Rai;चौधरी=Chaudhary/Chaudhari;शर्मा=Sharma;गुरुङ=Gurung;थापा=Thapa;"
        "श्रेष्ठ=Shrestha;लामा=Lama;मगर=Magar;कार्की=Karki;बस्नेत=Basnet;अधिकारी=Adhikari;"
        "भण्डारी=Bhandari;यादव=Yadav;महतो=Mahato;खड्का=Khadka"
    ),
)
THAI = Pool(
    "Thai",
    "th",
    "TH",
    _names(
        "สมใจ=Somjai;มาลี=Malee/Mali;กานดา=Kanda;วันเพ็ญ=Wanpen;ดวงใจ=Duangjai;อรทัย=Orathai;"
        "บุญมี=Boonmee/Bunmi;สุดา=Suda;นภา=Napa/Napha;จินดา=Jinda/Chinda;รัตนา=Ratana/Rattana;"
        "วิภา=Wipa/Wipha;ปราณี=Pranee/Prani;สุนีย์=Sunee/Suni;พิมพา=Pimpa;ลัดดา=Ladda;อำไพ=Ampai;"
        "มะลิ=Mali;ศรีสุดา=Srisuda;กัลยา=Kanlaya/Kalaya;นารี=Naree/Nari;สายฝน=Saifon;ชบา=Chaba;"
        "แสงดาว=Saengdao;ทองดี=Thongdee/Tongdi"
    ),
    _names(
        "บุญมา=Boonma/Bunma;แสงทอง=Saengthong/Sangtong;ใจดี=Jaidee/Chaidi;ทองคำ=Thongkham/Tongkam;"
        "สุขใจ=Sukjai;มีสุข=Meesuk/Misuk;คำแก้ว=Khamkaew/Kamkaeo;วงศ์ดี=Wongdee/Wongdi;"
        "สายบัว=Saibua;ชัยมงคล=Chaimongkol;พรมมา=Promma/Phromma;อินทา=Inta/Intha"
    ),
)
BURMESE = Pool(
    "Burmese",
    "my",
    "MM",
    _names(
        "ခင်=Khin;သီတာ=Thida;မိုးမိုး=Moe Moe;နန်းမူ=Nan Mu;အေးအေး=Aye Aye;စန္ဒာ=Sandar/Sanda;"
        "ဝင်းဝင်း=Win Win;သူဇာ=Thuzar/Thuza;နီလာ=Nilar/Nila;မာလာ=Malar/Mala;သန္တာ=Thandar/Thanda;"
        "စုစု=Su Su;နှင်း=Hnin;ဖြူ=Phyu;ဇာဇာ=Zar Zar/Zaza;လှ=Hla;မြ=Mya;တင်တင်=Tin Tin;သီရိ=Thiri;"
        "ယမင်း=Yamin;ရတနာ=Yadanar/Yadana;မေသူ=May Thu"
    ),
    _names(
        "ဝင်း=Win;အောင်=Aung;ထွန်း=Htun/Tun;ကျော်=Kyaw;မြင့်=Myint;လွင်=Lwin;စိုး=Soe;ဦး=Oo;"
        "သန်း=Than;နိုင်=Naing;ဇော်=Zaw;ခိုင်=Khaing"
    ),
)
KHMER = Pool(
    "Khmer",
    "km",
    "KH",
    _names(
        "សុខា=Sokha;ចន្ទា=Chantha/Chanta;ស្រីពៅ=Sreypov/Sreypeou;បុប្ផា=Bopha;ដាវី=Davy/Davi;"
        "សុភាព=Sopheap;រតនា=Ratana/Rattana;មាលា=Mealea;ស្រីមុំ=Sreymom;សុជាតា=Socheata;ច័ន្ទ=Chan;"
        "កល្យាណ=Kalyan;សុផល=Sophal;វណ្ណា=Vanna;ដារ៉ា=Dara;ពិសី=Pisey;ធីតា=Thida;លក្ខិណា=Leakhena;"
        "សុគន្ធា=Sokuntha;រស្មី=Rasmey/Raksmey;ណារី=Nary;សំណាង=Samnang"
    ),
    _names(
        "កែវ=Keo;ចាន់=Chan;ហេង=Heng;លី=Ly;សុខ=Sok;ជា=Chea;អ៊ុក=Ouk;ម៉ៅ=Mao;ទេព=Tep;នួន=Nuon;"
        "ប៉ែន=Pen;សេង=Seng"
    ),
)
VIETNAMESE = Pool(
    "Vietnamese",
    "vi",
    "VN",
    _names(
        "Thuỷ=Thuy;Hường=Huong;Ngọc Ánh=Ngoc Anh;Diễm=Diem;Bích Phượng=Bich Phuong;Lan=Lan;Mai=Mai;"
        "Thảo=Thao;Hồng Nhung=Hong Nhung;Tuyết=Tuyet;Kim Chi=Kim Chi;Quỳnh=Quynh;Yến=Yen;"
        "Thanh Hà=Thanh Ha;Minh Châu=Minh Chau;Bảo Trâm=Bao Tram;Hiền=Hien;Loan=Loan;Xuân=Xuan;"
        "Mỹ Linh=My Linh;Đào=Dao;Hạnh=Hanh;Ngân=Ngan;Trúc=Truc"
    ),
    _names(
        "Nguyễn=Nguyen;Trần=Tran;Lê=Le;Phạm=Pham;Hoàng=Hoang;Huỳnh=Huynh;Phan=Phan;Vũ=Vu;Võ=Vo;"
        "Đặng=Dang;Bùi=Bui;Đỗ=Do;Hồ=Ho;Ngô=Ngo;Dương=Duong"
    ),
)
ARABIC = Pool(
    "Arabic",
    "ar",
    "SY",
    _names(
        "أمل=Amal;نجوى=Najwa;رنا=Rana;هالة=Hala;سميرة=Samira/Sameera;ياسمين=Yasmin/Yasmine;ريم=Reem/Rim;"
        "دعاء=Doaa/Duaa;فاطمة=Fatima/Fatma;خديجة=Khadija;مريم=Maryam/Mariam;زينب=Zaynab/Zeinab;ليلى=Layla/Leila;"
        "نور=Nour/Noor;هدى=Huda/Hoda;سلمى=Salma;إيمان=Iman/Eman;رشا=Rasha;سعاد=Suad/Souad;وفاء=Wafaa/Wafa;"
        "عائشة=Aisha/Aicha;حنان=Hanan;منى=Muna/Mona;آية=Aya;شيماء=Shaimaa/Shayma;غادة=Ghada;لمياء=Lamia/Lamya;"
        "سحر=Sahar;رغد=Raghad;بشرى=Bushra"
    ),
    _names(
        "الحسن=Al-Hasan/Alhassan;خليل=Khalil/Khaleel;درويش=Darwish/Darweesh;حداد=Haddad;إبراهيم=Ibrahim;"
        "عباس=Abbas;الأحمد=Al-Ahmad;صالح=Saleh/Salih;ناصر=Nasser/Nasir;منصور=Mansour/Mansur;"
        "الخطيب=Al-Khatib;سليمان=Suleiman/Sulayman;يوسف=Youssef/Yusuf;حمدان=Hamdan;شاهين=Shahin/Shaheen"
    ),
)
GREEK = Pool(
    "Greek",
    "el",
    "GR",
    _names(
        "Δάφνη=Dafni/Daphne;Ελένη=Eleni;Κατερίνα=Katerina;Ζωή=Zoi/Zoe;Μαρία=Maria;Σοφία=Sofia/Sophia;"
        "Αγγελική=Angeliki;Βασιλική=Vasiliki;Γεωργία=Georgia;Ειρήνη=Eirini/Irini;Χριστίνα=Christina;"
        "Παναγιώτα=Panagiota;Δέσποινα=Despina;Φωτεινή=Foteini/Fotini;Ιωάννα=Ioanna;Ευαγγελία=Evangelia;"
        "Στέλλα=Stella;Θεοδώρα=Theodora;Αναστασία=Anastasia;Μαρίνα=Marina;Όλγα=Olga;Νίκη=Niki;Ξένια=Xenia"
    ),
    _names(
        "Παππά=Pappa;Νικολάου=Nikolaou;Δημητρίου=Dimitriou;Γεωργίου=Georgiou;Ιωάννου=Ioannou;"
        "Παπαδοπούλου=Papadopoulou;Αντωνίου=Antoniou;Κωνσταντίνου=Konstantinou;Βασιλείου=Vasileiou;"
        "Αθανασίου=Athanasiou;Μακρή=Makri;Οικονόμου=Oikonomou/Economou"
    ),
)

POOLS = (LATIN, BENGALI, NEPALI, THAI, BURMESE, KHMER, VIETNAMESE, ARABIC, GREEK)
