/** First names by generation (year of birth before the bound) and sex, the commonest first. */
const list = (text: string): readonly string[] => text.trim().split(/\s*\|\s*/u);

export interface FirstNames {
  readonly feminin: readonly string[];
  readonly masculin: readonly string[];
}

export const GENERATIONS: readonly (FirstNames & { readonly before: number })[] = [
  {
    before: 1946,
    feminin:
      list(`Marie|Jeanne|Yvonne|Suzanne|Denise|Simone|Madeleine|Marcelle|Paulette|Jacqueline|Germaine|Odette|
      Monique|Renée|Andrée|Thérèse|Ginette|Huguette|Lucienne|Colette|Raymonde|Georgette|Yvette|Gisèle|Marie-Louise|
      Solange|Geneviève|Éliane|Josette|Cécile|Léontine|Zoé`),
    masculin:
      list(`Jean|Pierre|André|Marcel|René|Roger|Robert|Louis|Georges|Maurice|Henri|Raymond|Lucien|Jacques|
      Fernand|Gilbert|Émile|Albert|Eugène|Guy|Roland|Gaston|Léon|Marius|Édouard|Clément|Joseph|Ernest|Noël|Théophile`),
  },
  {
    before: 1965,
    feminin:
      list(`Catherine|Martine|Françoise|Brigitte|Monique|Nicole|Marie|Sylvie|Chantal|Christine|Annie|Patricia|
      Dominique|Michèle|Jacqueline|Marie-Claude|Danielle|Véronique|Marie-Christine|Évelyne|Anne-Marie|Marie-Thérèse|
      Corinne|Ghislaine|Élisabeth|Maryse|Bernadette|Claudine|Josiane|Béatrice|Régine|Marie-France|Joëlle|Viviane`),
    masculin:
      list(`Michel|Philippe|Jean|Alain|Patrick|Bernard|Christian|Gérard|Daniel|Jean-Pierre|Jacques|Pierre|
      Dominique|Jean-Claude|Claude|Didier|Serge|Thierry|Gilles|Jean-Luc|Marc|Jean-Marc|Yves|Francis|Jean-Louis|
      Jean-François|Hervé|Joël|François|Roland|Denis|Rémy|Jean-Marie|Régis`),
  },
  {
    before: 1980,
    feminin:
      list(`Nathalie|Isabelle|Sandrine|Valérie|Stéphanie|Christelle|Karine|Céline|Sophie|Sylvie|Laurence|
      Christine|Virginie|Véronique|Delphine|Sandra|Anne|Florence|Séverine|Carole|Patricia|Fabienne|Magali|Laetitia|
      Lætitia|Géraldine|Cécile|Hélène|Anne-Sophie|Claire|Murielle|Marie-Laure|Peggy|Agnès|Nadège|Marie`),
    masculin: list(`Christophe|Stéphane|Laurent|David|Frédéric|Olivier|Sébastien|Éric|Pascal|Philippe|Thierry|
      Nicolas|Bruno|Franck|Jérôme|Fabrice|Cédric|Vincent|Emmanuel|Ludovic|Arnaud|Xavier|Grégory|Denis|Guillaume|
      Jean-Philippe|Benoît|Gaël|Yann|Loïc|Jean-Christophe|Hervé|Raphaël|Mickaël`),
  },
  {
    before: 1995,
    feminin:
      list(`Aurélie|Émilie|Laura|Julie|Marine|Élodie|Marion|Céline|Audrey|Jennifer|Pauline|Amandine|Mélanie|
      Camille|Anaïs|Mathilde|Charlotte|Alexandra|Jessica|Sarah|Cindy|Lucie|Vanessa|Laëtitia|Justine|Gaëlle|Élise|
      Noémie|Marie|Sabrina|Aude|Anne-Laure|Maëlle|Héloïse|Ophélie`),
    masculin:
      list(`Nicolas|Julien|Kévin|Thomas|Guillaume|Alexandre|Jérémy|Romain|Anthony|Mathieu|Maxime|Benjamin|
      Florian|Pierre|Adrien|Jonathan|Aurélien|Vincent|Mickaël|Clément|Quentin|Damien|Fabien|Antoine|Ludovic|Loïc|
      Rémi|Jean-Baptiste|Gaëtan|Cédric|Steven|Yoann|François-Xavier|Aloïs`),
  },
  {
    before: 2010,
    feminin:
      list(`Léa|Manon|Emma|Chloé|Camille|Inès|Clara|Sarah|Océane|Lucie|Jade|Mathilde|Anaïs|Zoé|Lola|Louise|
      Romane|Eva|Juliette|Margaux|Maëlys|Noémie|Lisa|Pauline|Laura|Célia|Justine|Alice|Elsa|Lou-Anne|Maéva|Solène`),
    masculin:
      list(`Lucas|Théo|Hugo|Enzo|Thomas|Mathis|Nathan|Léo|Clément|Louis|Maxime|Tom|Alexandre|Antoine|Quentin|
      Raphaël|Dylan|Baptiste|Noah|Paul|Jules|Valentin|Romain|Ethan|Evan|Yanis|Gabriel|Nolan|Loïc|Maël|Timéo|Axel`),
  },
  {
    before: 9999,
    feminin:
      list(`Louise|Jade|Emma|Alice|Ambre|Lina|Rose|Chloé|Mia|Léa|Anna|Mila|Julia|Romy|Lou|Inès|Léna|Agathe|
      Juliette|Inaya|Zoé|Nina|Alba|Iris|Charlie|Éléna|Maya|Apolline|Margot|Victoire`),
    masculin:
      list(`Gabriel|Léo|Raphaël|Louis|Arthur|Jules|Maël|Noah|Adam|Lucas|Hugo|Liam|Isaac|Gabin|Sacha|Paul|
      Nathan|Aaron|Mohamed|Ethan|Eden|Tom|Léon|Noé|Tiago|Théo|Marceau|Marius|Naël|Gaspard`),
  },
];

export const FIRST_NAMES_BY_ORIGIN: Readonly<Record<string, FirstNames>> = {
  maghrebi: {
    feminin:
      list(`Fatima|Nadia|Samira|Malika|Khadija|Karima|Leïla|Naïma|Yasmine|Amina|Rachida|Zohra|Souad|Hafida|
      Houria|Fatiha|Sonia|Myriam|Imane|Inès|Nour|Aïcha|Dounia|Fatima-Zohra|Meriem`),
    masculin:
      list(`Mohamed|Ahmed|Karim|Rachid|Ali|Mustapha|Youssef|Said|Abdelkader|Omar|Hassan|Nabil|Farid|Samir|
      Mehdi|Bilal|Yassine|Ibrahim|Sofiane|Kamel|Hakim|Abdallah|Mourad|Walid|Nassim`),
  },
  africa: {
    feminin:
      list(`Aminata|Fatoumata|Mariam|Awa|Kadiatou|Aïssata|Adama|Bintou|Grâce|Esther|Divine|Fanta|Hawa|Ruth|
      Marie-Noëlle|Oumou|Rokia|Saran|Chantal|Gloria`),
    masculin:
      list(`Mamadou|Ibrahima|Moussa|Abdoulaye|Ousmane|Cheikh|Boubacar|Amadou|Souleymane|Issa|Serge|Emmanuel|
      Jean-Bosco|Aboubacar|Bakary|Lassana|Samba|Dieudonné|Prince|Junior`),
  },
  iberian: {
    feminin: list(
      `Maria|Ana|Isabel|Paula|Lúcia|Carmen|Rosa|Fátima|Sandra|Céline|Conceição|Cristina|Giulia|Teresa`,
    ),
    masculin: list(
      `José|Manuel|António|Carlos|Paulo|João|Miguel|Luis|Bruno|Joaquim|Ángel|Rui|Marco|Giovanni`,
    ),
  },
  eastern: {
    feminin:
      list(`Agnieszka|Małgorzata|Łucja|Ayşe|Elif|Fatma|Zeynep|Jelena|Đurđica|Snežana|Ioana|Olena|Oksana|
      Željka|Ivana|Işıl|Katarzyna|Arta`),
    masculin:
      list(`Łukasz|Paweł|Stanisław|Mehmet|Mustafa|Yiğit|Emre|Zoran|Đorđe|Miloš|Andrei|Ștefan|Dragan|Piotr|
      Volodymyr|Işık|Jiří|Besnik`),
  },
  asia: {
    feminin: list(`Thi Lan|Mai|Linh|Thi Hoa|Mei|Xiao Li|Sophea|Priya|Kim|Anh|Thuy|Fang|Nasrin|Lakshmi`),
    masculin: list(`Van Hung|Minh|Tuan|Wei|Jun|Dara|Raj|Duc|Quang|Kumar|Jian|Hai|Rafiq|Somchai`),
  },
};
