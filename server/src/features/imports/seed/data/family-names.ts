/** Family names by origin, the commonest first; `|` parts them because some hold spaces. */
const list = (text: string): readonly string[] => text.trim().split(/\s*\|\s*/u);

export const FAMILY_NAMES = {
  french: list(`
    Martin|Bernard|Thomas|Petit|Robert|Richard|Durand|Dubois|Moreau|Laurent|Simon|Michel|Lefebvre|Leroy|Roux|David|
    Bertrand|Morel|Fournier|Girard|Bonnet|Dupont|Lambert|Fontaine|Rousseau|Vincent|Muller|Lefèvre|Faure|André|Mercier|
    Blanc|Guérin|Boyer|Garnier|Chevalier|François|Legrand|Gauthier|Garcia|Perrin|Robin|Clément|Morin|Nicolas|Henry|
    Roussel|Mathieu|Gautier|Masson|Marchand|Duval|Denis|Dumont|Marie|Lemaire|Noël|Meyer|Dufour|Meunier|Brun|Blanchard|
    Giraud|Joly|Rivière|Lucas|Brunet|Gaillard|Barbier|Arnaud|Martinez|Gérard|Roche|Renard|Schmitt|Roy|Leroux|Colin|
    Vidal|Caron|Picard|Roger|Fabre|Aubert|Lemoine|Renaud|Dumas|Lacroix|Olivier|Philippe|Bourgeois|Pierre|Benoît|Rey|
    Leclerc|Payet|Rolland|Leclercq|Guillaume|Lecomte|Lopez|Jean|Dupuy|Guillot|Hubert|Berger|Carpentier|Sanchez|Dupuis|
    Moulin|Louis|Deschamps|Huet|Vasseur|Perez|Boucher|Fleury|Royer|Klein|Jacquet|Adam|Paris|Poirier|Marty|Aubry|Guyot|
    Carré|Charles|Renault|Charpentier|Ménard|Maillard|Baron|Bertin|Bailly|Hervé|Schneider|Fernandez|Le Gall|Collet|
    Léger|Bouvier|Julien|Prévost|Millet|Perrot|Daniel|Le Roux|Cousin|Germain|Breton|Besson|Langlois|Rémy|Le Goff|
    Pelletier|Lévêque|Perrier|Leblanc|Barré|Lebrun|Marchal|Weber|Mallet|Hamon|Boulanger|Jacob|Monnier|Michaud|
    Rodriguez|Guichard|Gillet|Étienne|Grondin|Poulain|Tessier|Chevallier|Collin|Chauvin|Da Silva|Bouchet|Gay|Lemaître|
    Bénard|Maréchal|Humbert|Reynaud|Antoine|Hoarau|Perret|Barthélemy|Cordier|Pichon|Lejeune|Gilbert|Lamy|Delaunay|
    Pasquier|Carlier|Laporte|Gros|Buisson|Briand|Alexandre|Georges|Poirot|Didier|Ollivier|Coulon|Bigot|Hardy|Lesage|
    Thibault|Jacques|Jourdan|Évrard|Camus|Besnard|Ferrand|Delmas|Peltier|Vallée|Rousset|Blondel|Couturier|Texier|
    Tanguy|Voisin|Verdier|Chartier|Bodin|Maury|Rossi|Mahé|Cohen|Navarro|Raynaud|Coste|Sauvage|Levasseur|Wagner|
    Lecœur|Vœgtlin|Bœuf|Cœurdevey|Thœnig|Crépin|Fouquet|Gœtz|Hébert|Imbert|Jégou|Kermarrec|L’Hostis|Mazé|Nédélec|
    Etcheverry|Bidegaray|Santoni|Casanova|Zimmermann|Kœnig|Haas|Vandamme|Deleplanque|Dhaene|Saint-Martin|Saint-Jean`),
  particle: list(`
    de Oliveira|da Costa|dos Santos|Le Bihan|Le Corre|de La Fontaine|du Bois|de Vries|Van den Berghe|Van Damme|
    de Carvalho|d’Almeida|de Saint-Aubin|du Plessis|de Brito|de Sousa|Des Roches|La Rosa|De Luca|von Arx|
    d’Hervilly|de La Tour|Le Floch|de Castro|Du Mesnil|de Montclar`),
  double: list(`
    Martin-Duval|Petit-Jean|Moreau-Lambert|Lopes-Ferreira|Roux-Garnier|Blanc-Perrin|Diallo-Martin|Faure-Vidal|
    Leroy Dumont|Garcia Morales|Guérin-Mallet|Simon-Weber|Nguyen-Picard|Mercier-Haddad|Bonnet-Colin`),
  maghrebi: list(`
    Benali|Haddad|Bouzid|Cherif|Mansouri|Saïdi|Brahimi|Hamdi|Belkacem|Ziani|Khelifi|El Amrani|El Idrissi|Ben Salah|
    Ben Youssef|Aït Ahmed|Aït Lahcen|Bensaïd|Bouchareb|Chaoui|Djebbar|El Mansouri|Ferhat|Guerroudj|Hadj Ali|Kaci|
    Lahlou|Meziane|Naciri|Ouali|Rahmani|Slimani|Tazi|Yahiaoui|Zerrouki|El Khattabi|Ben Amor|Trabelsi|Gharbi|
    Bel Hadj|Abdelkader|Benmoussa|El Ouafi|Boukhris|Mokrani`),
  africa: list(`
    Diallo|Traoré|Diarra|Camara|Coulibaly|Keita|Touré|Cissé|Konaté|Sow|Ba|Bah|Barry|Fofana|Koné|N’Diaye|N’Guessan|
    M’Baye|Mbemba|Mutombo|Kouassi|Ouattara|Sissoko|Dembélé|Kanté|Fall|Gueye|Sarr|Ngo Bassong|Ekambi|Nkoulou|Tchoumi|
    Rakotomalala|Randrianasolo|Ali Soilihi|Saïd Ahmed`),
  iberian: list(`
    Ferreira|Pereira|Rodrigues|Fernandes|Gonçalves|Martins|Lopes|Gomes|Ribeiro|Marques|Carvalho|Araújo|Magalhães|
    Hernández|Muñoz|Ibáñez|Ruiz|Jiménez|Ortega|Molina|Esposito|Ricci|Marino|D’Angelo|Colombo|Conti`),
  eastern: list(`
    Kowalski|Wiśniewski|Łukasik|Michałowski|Pawłowska|Wójcik|Zając|Yılmaz|Kaya|Şahin|Çelik|Aydın|Yıldız|Özdemir|Koç|
    Doğan|Đorđević|Petrović|Jovanović|Đurić|Hadžić|Šarić|Popescu|Ionescu|Țurcanu|Dvořák|Novák|Kovács|Ødegård|Åström|
    Größmann|Weiß|Jóhannsdóttir|Kallas|Berisha|Hoxha|Melnyk|Shevchuk`),
  asia: list(`
    Nguyen|Tran|Le|Pham|Huynh|Vo|Dang|Bui|Ly|Chen|Wang|Lin|Zhang|Liu|Sok|Chea|Phan|Vang|Xiong|Yang|Rasiah|
    Sivakumar|Singh|Rahman|Hossain|Khan`),
  reunion: list(`
    Hoarau|Payet|Grondin|Boyer|Fontaine|Rivière|Dijoux|Robert|Lebon|Técher|Mussard|Maillot|Nativel|Turpin|Bègue|
    Smith|Lauret|Virapoullé|Ramassamy|Vaïtilingom|Moutoussamy|Sinapin|Chane-Kane|Ah-Kang|Ah-Fat|Law-Yat|Nassibou|
    Cadet|Clain|Sautron|Hoareau|Vitry|K’Bidi|Latchoumanin`),
} as const;

export type Origin = keyof typeof FAMILY_NAMES;
