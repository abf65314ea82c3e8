/* Texts in languages that the sample issues do not have, written for the tests. */
#ifndef TESTS_WRITTEN_H
#define TESTS_WRITTEN_H

#define WRITTEN_KOREAN                                                                                                                                                                      \
    "나루터 시계, 열네 해 만에 제시간을 가리키다\n\n"                                                                                                                     \
    "일곱 분 늦게 가던 강나루역의 둥근 시계가 지난 12일 열네 해 만에 제시간으로 돌아왔다. 시계를 고친 사람은 동네 시계방 "                   \
    "주인 이만석 씨(81)다. 손자를 사다리에 올려 보내고 아래에서 큰 소리로 시키면서 녹슨 톱니바퀴를 빼내 기름을 쳤다. 모두 한 "              \
    "시간 사십 분이 걸렸다.\n"                                                                                                                                                     \
    "시계가 틀어진 것은 2012년 태풍이 지나간 뒤였다. 고칠 예산이 없는 사이에 주민들이 먼저 시계에 맞추어 살게 되었다. "                        \
    "\"우리 동네에서는 다들 일곱 분을 보태서 약속을 잡았지요\"라고 이 씨는 말했다.\n"                                                                        \
    "역장은 새 시간표를 붙이면서 당분간은 두 가지 시간을 함께 적어 두기로 했다. 한 주민은 이제야 버스를 놓치지 않게 되었다며 웃었다. " \
    "군청은 내년 봄까지 다른 마을의 시계도 살펴보고, 고칠 수 있는 것은 모두 고치겠다고 밝혔다. 비용은 주민들이 모은 돈으로 "               \
    "충당한다.\n\n"                                                                                                                                                                     \
    "다리 난간에 칠한 페인트, 비에 씻겨 내려가\n\n"                                                                                                                        \
    "새로 칠한 다리 난간의 초록색 페인트가 하룻밤 비에 모두 씻겨 내려갔다. 아이들은 강물이 초록색이 되었다고 좋아했지만 공사를 "        \
    "맡은 회사는 다시 칠하겠다고 약속했다. 조사 결과 페인트는 물에 녹는 것이었다.\n"

#define WRITTEN_RUSSIAN                                                                                                                                                                                          \
    "Часы на пристани снова идут верно\n\n"                                                                                                                                          \
    "Круглые часы на речной пристани, которые четырнадцать лет отставали на семь минут, в среду пошли правильно. "      \
    "Починил их восьмидесятилетний мастер Семён Лукич Верёвкин: внук стоял на лестнице, а дед снизу подсказывал, "     \
    "какую шестерёнку вынуть и куда капнуть масла. Работа заняла час и сорок минут.\n"                                                           \
    "Часы сбились после бури две тысячи двенадцатого года. Денег на ремонт не нашлось, и жители сами стали жить по "    \
    "этим часам. «Мы всегда прибавляли семь минут и никуда не опаздывали», — вспоминает учительница Нина Петровна. " \
    "Теперь на пристани повесили два расписания, старое и новое.\n"                                                                                             \
    "Глава посёлка обещал до весны проверить часы и в соседних деревнях. Средства собрали сами жители: кто сто "          \
    "рублей, кто двести. Объявление об этом прочли у магазина.\n\n"                                                                                                \
    "Краску с моста смыло дождём\n\n"                                                                                                                                                     \
    "Зелёная краска, которой покрыли перила нового моста, за одну ночь сошла в реку. Дети радуются зелёной воде, а "     \
    "строители уже пообещали всё перекрасить. Как выяснилось, краска была растворимой.\n"

#define WRITTEN_FRENCH                                                                                                          \
    "L’horloge du débarcadère retrouve l’heure après quatorze ans\n\n"                                                   \
    "L’horloge ronde du débarcadère, qui retardait de sept minutes depuis la tempête de 2012, a été réparée mercredi " \
    "par Anselme Bréhat, horloger à la retraite. Son petit-fils, perché sur l’échelle, ôtait les pièces rouillées; "   \
    "lui, d’en bas, criait où mettre l’huile. L’opération a duré une heure quarante.\n"                                \
    "« Ici, on ajoutait sept minutes à tout, même à la messe », raconte une voisine. La commune n’avait jamais trouvé " \
    "l’argent: les habitants avaient fini par vivre à l’heure de leur horloge. Désormais deux horaires sont affichés "   \
    "à l’entrée, l’ancien et le nouveau.\n"                                                                               \
    "Le maire a promis de faire vérifier d’ici l’été les pendules des villages voisins. Les frais, près de trois "      \
    "cents euros, ont été payés par une collecte organisée à l’école.\n\n"                                              \
    "La peinture du pont emportée par la pluie\n\n"                                                                            \
    "La peinture verte du nouveau parapet a coulé dans la rivière en une seule nuit. Les élèves s’en réjouissent; "      \
    "l’entreprise, gênée, repeindra tout. D’après l’enquête, la peinture était soluble à l’eau.\n"

#endif
