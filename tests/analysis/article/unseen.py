"""Sentences about well-known acts, written from memory before the record was looked at.

Each with the day of an article that could hold it and words of which the id of a right row has one;
and sentences on which the record has nothing.
"""

# ruff: noqa: E501
UNSEEN = [
    (
        "2020-10-13",
        "Canada and China established diplomatic relations on October 13, 1970.",
        ["1970-10-13"],
    ),
    (
        "2016-08-30",
        "Pierre Trudeau met Mao Zedong in Beijing in October 1973.",
        ["1973-10-13-trudeau"],
    ),
    (
        "2019-01-15",
        "A court in Dalian sentenced Robert Schellenberg to death on Monday at a hastily arranged retrial.",
        ["2019-01-14", "schellenberg"],
    ),
    (
        "2021-09-25",
        "Meng Wanzhou flew home from Vancouver on Friday after striking a deal with American prosecutors.",
        ["2021-09-24", "meng-wanzhou"],
    ),
    (
        "2021-09-26",
        "Michael Kovrig and Michael Spavor landed in Calgary on Saturday after more than 1,000 days in custody.",
        ["2021-09-2", "kovrig", "spavor"],
    ),
    (
        "2024-08-27",
        "Ottawa will impose a 100 per cent surtax on Chinese-made electric vehicles from October 1.",
        ["ev-surtax", "2024-08-26", "electric-vehicle"],
    ),
    (
        "2025-03-08",
        "Beijing announced tariffs of 100 per cent on Canadian canola oil, oil cakes and peas, and 25 per cent on pork and seafood.",
        ["2025-03-08", "canola-oil", "pork", "2025-03-20", "chn-can"],
    ),
    (
        "2023-05-09",
        "The government expelled Chinese diplomat Zhao Wei, accused of trying to intimidate the family of Conservative MP Michael Chong.",
        ["2023-05-08"],
    ),
    (
        "2023-05-09",
        "China retaliated by telling Jennifer Lynn Lalonde, Canada's consul in Shanghai, to leave.",
        ["2023-05-09"],
    ),
    (
        "2022-11-17",
        "Xi Jinping was filmed scolding Justin Trudeau at the G20 in Bali for leaking what they had discussed.",
        ["2022-11-1"],
    ),
    (
        "2022-05-20",
        "Canada is banning Huawei and ZTE equipment from its 5G networks.",
        ["2022-05-19"],
    ),
    (
        "2021-03-28",
        "China placed sanctions on Michael Chong and on a House of Commons subcommittee on human rights.",
        ["2021-03-27"],
    ),
    (
        "2019-01-10",
        "Ambassador Lu Shaye accused Western countries of white supremacy over the detentions.",
        ["2019-01-09", "lu-shaye"],
    ),
    (
        "2019-01-27",
        "Trudeau fired John McCallum, his ambassador to Beijing, after remarks about the Meng case.",
        ["2019-01-26"],
    ),
    ("2019-09-05", "Dominic Barton was named as Canada's new ambassador to China.", ["2019-09-0"]),
    (
        "2025-11-01",
        "Mark Carney met Xi Jinping in Gyeongju, South Korea, and accepted an invitation to visit.",
        ["2025-10-31"],
    ),
    (
        "2025-08-13",
        "China will collect a deposit of 75.8 per cent on imports of Canadian canola seed after a preliminary anti-dumping ruling.",
        ["2025-08-12", "2025-08-14", "canola-seed"],
    ),
    (
        "2022-05-19",
        "China has reinstated access for two Canadian canola exporters, Richardson and Viterra, ending a three-year ban.",
        ["2022-05-18", "canola"],
    ),
    (
        "2012-12-08",
        "Ottawa approved the takeover of Nexen by CNOOC for $15.1 billion.",
        ["2012-12-07", "nexen"],
    ),
    (
        "2014-08-06",
        "Kevin and Julia Garratt, who ran a coffee shop in Dandong, were detained on suspicion of stealing state secrets.",
        ["2014-08-0", "garratt"],
    ),
    (
        "2019-05-01",
        "A Chinese court sentenced Fan Wei to death for his part in a drug ring.",
        ["2019-04-30", "fan-wei"],
    ),
    (
        "2019-08-02",
        "Chrystia Freeland met Wang Yi on the sidelines of a regional summit in Bangkok.",
        ["2019-08-0"],
    ),
    (
        "2023-03-03",
        "Joly confronted Qin Gang over election interference in New Delhi.",
        ["2023-03-0"],
    ),
    (
        "2009-12-04",
        "Premier Wen Jiabao told Stephen Harper that his visit was long overdue.",
        ["2009-12-03"],
    ),
    (
        "2021-08-12",
        "Michael Spavor was sentenced to 11 years in prison for espionage by a court in Dandong.",
        ["2021-08-1", "spavor"],
    ),
    (
        "2018-12-14",
        "Canada said a second citizen, businessman Michael Spavor, had been detained on suspicion of endangering national security.",
        ["2018-12-1", "spavor"],
    ),
    (
        "2019-06-26",
        "China suspended imports of all Canadian meat after finding forged veterinary certificates.",
        ["2019-06-25", "meat"],
    ),
    (
        "2024-10-02",
        "China opened an anti-discrimination probe into the surtaxes on electric vehicles, steel and aluminum.",
        ["2024-09-2", "discrimination"],
    ),
    (
        "2026-01-17",
        "Carney and Xi announced in Beijing that Canada would admit 49,000 Chinese electric vehicles a year at a tariff of 6.1 per cent.",
        ["2026-01-16", "2026-01-1"],
    ),
    (
        "2022-10-28",
        "Joly said that Ottawa would be candid about Chinese police stations operating in Toronto.",
        ["2022-1", "police"],
    ),
]

NEW = [
    (
        "2020-08-26",
        "The provincial government of Quebec announced a plan to reopen schools in Montreal next week.",
    ),
    (
        "2024-01-11",
        "Joly also visited Ankara, where she discussed arms export permits with her Turkish counterpart.",
    ),
    ("2019-07-03", "The Bank of Canada left its interest rate at 1.75 per cent on Wednesday."),
    ("2022-03-03", "Canada will send another 100 million dollars in humanitarian aid to Ukraine."),
    (
        "2021-06-20",
        "Wang Yi told African ministers that China would deliver one billion doses of vaccine.",
    ),
    (
        "2024-07-19",
        "Wang Yi met the foreign minister of Uzbekistan in Samarkand on Monday to discuss a railway.",
    ),
    (
        "2023-06-01",
        "The Toronto Raptors will play two exhibition games in Shanghai in October, the league said.",
    ),
    ("2025-05-05", "A panda named Er Shun gave birth at a research base in Chengdu."),
    ("2018-03-02", "Xi Jinping opened a bridge between Zhuhai and Macau."),
    (
        "2020-02-01",
        "Freeland introduced a bill to ratify the trade agreement with Mexico and the United States.",
    ),
    (
        "2016-05-06",
        "Wildfires forced the evacuation of 88,000 people from Fort McMurray on Tuesday.",
    ),
    ("2023-11-16", "Xi Jinping and Joe Biden agreed in Woodside to resume military communication."),
    (
        "2024-07-20",
        "The airline will begin four weekly flights between Calgary and Chongqing in March.",
    ),
    (
        "2021-01-15",
        "Trudeau shuffled his cabinet on Tuesday, moving François-Philippe Champagne to industry.",
    ),
    ("2019-12-10", "Zhao Lijian accused Washington of bullying a Chinese app company."),
]
