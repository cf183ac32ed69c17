"""Sentences of our own, the answer in brackets, and the status that it should get.

The first table was written before the rules were touched; the rules were mended on the second. How
the rules did on each is in docs/decisions/0006-one-answer.md.
"""

FIRST = """
denied | [Israel] would not agree to a truce until the hostages were free.
denied | The minister said that [Israel] would not agree until all captives were home.
denied | The White House ruled out [US monitors] on the ground.
denied | The company denied that [Jo Marsh] had signed.
denied | He denied reports of [an approach from abroad].
denied | [Hamas] did not send anybody to the meeting.
denied | There was no delegation from [Hamas] in the city.
denied | The guild rejected [the offer of 5.5 per cent].
denied | [The mayor] never went to the opening.
denied | Neither [Solberg] nor her deputy attended.
denied | The ministry refused to pay [two million crowns].
denied | [The talks] have not begun.
expected | [William Burns] will join the negotiators, according to some media reports.
expected | [Bill Burns] and the premier of Qatar are expected to join the talks in Cairo.
expected | [Erdogan] was due in the city on Wednesday.
expected | [Katrin Adler] takes office on 1 June.
expected | Tern Line said that it would start sailing on [1 May].
expected | The wing is planned for [2027].
expected | [Halden Foods] is to buy its rival.
expected | The delegation is headed to [Cairo].
expected | The authority has until [March] to decide.
expected | Officials are preparing to send [450 soldiers] to the valley.
expected | He promised that the road would be open by [Wednesday].
conditional | If [Hamas] agrees, the guns fall silent for six weeks.
conditional | [The truce] could last six weeks.
conditional | The pool might close in [September].
conditional | Unless the offer is raised, [the drivers] walk out again.
conditional | The trams may run until [three].
conditional | An attack on the city could lead to [a slaughter].
claimed | Officials said [7] were killed.
claimed | At least [46] people were killed, according to a senior official.
claimed | [14] people died, the interior ministry said.
claimed | The organisers counted [52,000] visitors.
claimed | The police put attendance at [38,000].
claimed | [104] people were killed overnight, the ministry reported.
claimed | The union claims [4,600] members.
claimed | Israel accuses [Hamas] of breaking the truce.
claimed | [Sinwar] is believed to be hiding in a tunnel.
claimed | The shops have lost [2 million crowns], by the chamber's count.
claimed | [Haniyeh] is thought to live in Qatar.
reported | [William Burns] and David Barnea took part in the meeting.
reported | [Ismail Haniyeh] travelled to Cairo on Wednesday.
reported | France and [Germany] joined the calls for a cease-fire.
reported | The strike ended after [20 days].
reported | The council adopted its budget by [23 votes to 22].
reported | [Ottilie Krantz] was appointed as mediator.
reported | [Burns] came to Cairo, but Hamas did not.
reported | Hamas did not come, but [Burns] did.
reported | The museum cost [27 million crowns].
reported | [Zoë Lindqvist] scored in the 117th minute.
"""
SECOND = """
denied | [Washington] will not support an operation there.
denied | [A sale] has been ruled out until the election.
denied | The minister said she had no intention of resigning on [Friday].
reported | [Reyes] turned down the request.
denied | Reyes turned down [the request].
denied | [The club] has yet to name a new coach.
reported | No one but [the mayor] was there.
denied | The city has not asked for [help from abroad].
denied | [Merrin] declined to stand again.
expected | Adler will be the next [mayor of Varnholm].
expected | The ferry was supposed to start on [1 May].
expected | [Calvert] announced that she would ask the court.
expected | The museum opens on [Saturday].
expected | Some media say that [Bill Burns] will join the negotiators.
expected | [The Liberals] plan to come.
expected | Next year's festival will be held from [15 August].
expected | [A delegation] was on its way to the city, a source said.
conditional | The deal would fail if [the authority] objected.
conditional | Should [the guild] refuse, the depot stays shut.
conditional | As long as [the split shifts] stay, so do we.
conditional | [Egypt] would open the gates only if others took refugees in.
claimed | Hamas says that [240 prisoners] were freed.
claimed | Hospitals had received [17] dead, the regional office said.
claimed | "[450 soldiers] have been sent," said the general.
claimed | The army estimates that [29] of them are dead.
claimed | [Nine out of ten drivers] stayed away, the guild said.
claimed | Reuters, citing people with knowledge of the talks, reported [a plan in three stages].
claimed | The ministry denied that 20 had died and spoke of [14].
reported | [Odd Karlsen] cancelled on Friday because of a cold.
reported | [Solberg] stepped down after the board had refused to fight.
reported | The museum, which nobody had expected to open, drew [9,000] people.
reported | [Marit Hovland] keeps the only shop on the island.
reported | [Seven aid workers] were killed in the attack.
reported | Not only France but also [Germany] joined the call.
reported | The price rose by [22 per cent] on Monday.
reported | [Adler] won the election with 51.8 per cent.
reported | [Kestrel Town] beat Arden Rovers in May.
reported | The director, who said nothing, met [the minister].
"""

# Out of the sample articles, judged before they were run, and left alone since.
SAMPLES = """
claimed | A meeting about a truce began in [Cairo] on Tuesday, according to Egyptian media.
reported | Those taking part were [William Burns], the director of the CIA, and Egyptian officials.
claimed | A source told Al Jazeera that none of its delegations was in [Cairo] for the moment.
reported | President Abdel Fattah El-Sisi received [the Qatari premier] on the same day.
reported | Bill Burns, director of the CIA, was present then, and so was [David Barnea].
expected | He was to be received by his Egyptian colleague, [President Sisi].
claimed | The health ministry, which Hamas runs, said on Wednesday that [104] people had died.
expected | Some media say that CIA director [Bill Burns] will join the negotiators of Egypt.
denied | Israel would not agree to [any ceasefire], the Israeli prime minister said on Sunday.
claimed | [Israel’s army] has meanwhile taken its troops out of the south of the Strip, it said.
denied | The administration has also ruled out sending [American monitors] to Gaza.
claimed | Israel’s military puts the number of its soldiers killed in the ground offensive at [134].
denied | Hamas, for its part, has ruled out [any further release] while the war lasts.
expected | Tern Line said on Monday that it would start sailing between Skellan and [Port Arden].
denied | The line had talked to a second island, but ruled out [a stop there].
expected | The ship was built for a river; the service starts on [1 May].
reported | Tern Line has put off the start of its service until [20 June].
claimed | Divers found [a crack] in the propeller shaft, the director told a meeting.
denied | He denied that the company had saved [money] on it.
claimed | Everybody who had booked, [nearly 1,900] people, will get the fare back, Pinter said.
reported | It was Councillor [Benedikt Oyelaran] who tipped the scales.
expected | Taxes on houses will rise by [1.5 per cent] from April.
denied | The opera singer [Odd Karlsen] did not appear.
expected | [Ingrid Solberg], Halden’s chief executive, will run it.
denied | Brightwater was not talking to [anybody else].
reported | [Tomás Reyes] has been chief executive of Halden Foods since Friday.
conditional | The authority would allow [the merger] only under conditions.
reported | Trading in both shares was halted for [an hour].
claimed | Members accepted the result by [812 votes to 97], the guild said.
expected | Split shifts will be abolished by [the end of the year].
denied | The country has not asked for help from [abroad].
claimed | Hospitals had received [17] dead by the evening, the regional health office said.
reported | Two [bridges] collapsed, and a rockslide blocked the only railway.
expected | A field hospital would be set up in [the stadium of Lower Sorrel], he said.
conditional | Growth may have been faster when the water was [warmer].
reported | The strike, which nobody had wanted, cost [11 million crowns].
expected | A second wing is planned for [2027] but has not been paid for.
denied | A second wing is planned for 2027 but has not been paid for by [the city].
claimed | Around [130] are believed to be in Gaza still.
expected | Turkey’s president was due in [the city] on Wednesday as well.
"""


def cases(table: str) -> list[tuple[str, str, int, int]]:
    """Status, sentence, and where the answer starts and ends, of each line."""
    found = []
    for line in table.strip().splitlines():
        status, marked = line.split(" | ")
        start = marked.index("[")
        end = marked.index("]") - 1
        found.append((status, marked.replace("[", "").replace("]", ""), start, end))
    return found
