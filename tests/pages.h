/* Invented newspaper pages, for tests/test_labels.c: their headlines, how many paragraphs they have, and what one of these
 * says once its lines are joined.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_PAGES_H
#define TESTS_PAGES_H

static const struct {
    const char *name, *text, *headlines;
    size_t paragraphs;
    const char *says;
} pages[] = {
    {"English by OCR",
     "FERRY LAMP BURNS AGAIN AFTER NINE YEARS\n"
     "\n"
     "WILLOW REACH, March 12 - The lamp above the ferry landing was lit\n"
     "on Thursday for the first time in nine years, after a blacksmith\n"
     "from the upper village found the missing bracket in a barrel of re-\n"
     "claimed nails and carried it down the hill on his own back, alone.\n"
     "The ferryman, who had steered by the smell of the bakery ever since\n"
     "the storm, said that he would need some weeks to get used to seeing\n"
     "where he was going.\n"
     "\n"
     "COUNCIL TO COUNT THE DUCKS ON SUNDAY\n"
     "\n"
     "WILLOW REACH, March 12 - Every duck on the mill pond will be counted\n"
     "on Sunday morning, the council decided after a debate of three hours\n"
     "in which two members left the room and one of them came back with a\n"
     "goose under each arm. The last count was made before the war and was\n"
     "given up when the ducks would not keep still. Volunteers should\n"
     "bring a pencil and leave their dogs at home.\n"
     "\n"
     "SCHOOL BELL FOUND IN NEIGHBOUR'S ORCHARD\n"
     "\n"
     "UPPER WILLOW, March 11 - The bell that vanished from the school in\n"
     "October was found on Wednesday in the orchard of a neighbour, hung in\n"
     "an apple tree, where it had been ringing the hours to the satisfaction\n"
     "of all the sheep. The headmaster said that nobody would be punished,\n"
     "as nobody had been late since.\n",
     "FERRY LAMP BURNS AGAIN AFTER NINE YEARS\nCOUNCIL TO COUNT THE DUCKS ON SUNDAY\nSCHOOL BELL FOUND IN NEIGHBOUR'S ORCHARD\n",
     3, "found the missing bracket in a barrel of reclaimed nails and carried it"},
    {"English, a paragraph a line",
     "Ferry Lamp Burns Again After Nine Years\n\n"
     "WILLOW REACH, March 12 - The lamp above the ferry landing was lit on Thursday for the first time in nine years, after a blacksmith from the upper village found the missing bracket in a barrel of nails.\n\n"
     "The ferryman, who had steered by the smell of the bakery ever since the storm, said that he would need some weeks to get used to seeing where he was going.\n\n"
     "\"I knew every stone in the dark,\" he said. \"Now they all look strange to me.\"\n\n"
     "Council to Count the Ducks on Sunday\n\n"
     "WILLOW REACH, March 12 - Every duck on the mill pond will be counted on Sunday morning, the council decided after a debate of three hours in which two members left the room.\n\n"
     "The last count was made before the war and was given up when the ducks would not keep still.\n\n"
     "School Bell Found in Neighbour's Orchard\n\n"
     "UPPER WILLOW, March 11 - The bell that vanished from the school in October was found on Wednesday in the orchard of a neighbour, where it had been ringing the hours to the satisfaction of all the sheep.\n\n"
     "The headmaster said that nobody would be punished, as nobody had been late since.\n",
     "Ferry Lamp Burns Again After Nine Years\nCouncil to Count the Ducks on Sunday\nSchool Bell Found in Neighbour's Orchard\n",
     7, "\"I knew every stone in the dark,\" he said."},
    {"Japanese",
     "渡し場の灯、9年ぶりにともる\n\n"
     "　柳瀬の渡し場で12日夜、9年前の台風で消えたままだった灯がともった。上流の集落の鍛冶職人が、古くぎのたるの底から金具を見つけ、自分で背負って坂を下りてきた。\n"
     "　船頭の早瀬亀太郎さん（72）は、灯が消えてからはパン屋のにおいを頼りに舟を進めてきたという。「どこへ向かっているのか見えるのに、まだ慣れない」と話した。\n"
     "　灯は毎晩、日没から夜明けまでともされる。油代は町が出す。\n\n"
     "池のアヒル、日曜に一斉調査\n\n"
     "　水車池のアヒルを15日朝、町じゅうで数えることになった。町議会が3時間の議論の末に決めた。途中で議員2人が席を立ち、うち1人はガチョウを両脇に抱えて戻った。\n"
     "　前回の調査は戦前で、アヒルがじっとしていないため中止された。参加者は鉛筆を持参し、犬は家に置いてきてほしいという。\n\n"
     "消えた学校の鐘、りんご畑で見つかる\n\n"
     "　昨年10月に上柳小学校から消えた鐘が11日、近くのりんご畑で見つかった。木の枝につるされ、羊たちに時を知らせていた。\n"
     "　校長は「誰も罰しない。鐘が消えてから、遅刻した子は一人もいない」と述べた。鐘は春休みの間に学校へ戻される。\n",
     "渡し場の灯、9年ぶりにともる\n池のアヒル、日曜に一斉調査\n消えた学校の鐘、りんご畑で見つかる\n", 7,
     "「どこへ向かっているのか見えるのに、まだ慣れない」と話した。"},
    {"Traditional Chinese",
     "渡口老燈熄滅九年重新點亮\n\n"
     "【記者林小草／柳灣報導】柳灣渡口的老燈昨晚重新點亮。九年前颱風吹斷燈架，上游村子的鐵匠日前在一桶舊釘子裡找到失蹤的燈座，親自揹下山來裝好。\n\n"
     "船夫江水生說，燈滅了以後，他一直靠麵包店的香味認路，「現在看得見要去哪裡，反而不習慣。」\n\n"
     "鎮公所表示，老燈從今天起每晚點到天亮，燈油由公所負擔。\n\n"
     "磨坊池塘週日數鴨子\n\n"
     "【記者田禾／柳灣報導】鎮民代表會昨天開了三個小時的會，決定週日早上清點磨坊池塘的鴨子。會議中兩名代表離席，其中一人回來時兩邊腋下各夾了一隻鵝。\n\n"
     "上次清點是在戰前，因為鴨子不肯站好而中止。鎮公所請民眾自備鉛筆，把狗留在家裡。\n\n"
     "學校失蹤的鐘在果園找到\n\n"
     "【記者林小草／上柳報導】上柳國小去年十月失蹤的鐘，昨天在鄰居的蘋果園裡找到。鐘掛在樹上，每個整點敲給羊聽。\n\n"
     "校長說，不會處罰任何人，因為鐘不見以後，再也沒有學生遲到。\n",
     "渡口老燈熄滅九年重新點亮\n磨坊池塘週日數鴨子\n學校失蹤的鐘在果園找到\n", 7, "反而不習慣。」"},
};

#endif
