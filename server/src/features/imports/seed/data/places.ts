/** Streets that exist everywhere, therefore nowhere in particular; what one person may add to an address. */
const list = (text: string): readonly string[] => text.trim().split(/\s*\|\s*/u);

export const STREET_KINDS =
  list(`rue|rue|rue|rue|avenue|avenue|boulevard|chemin|impasse|allée|allée|place|route|
  square|quai|cours|résidence|lotissement`);

export const STREET_NAMES =
  list(`des Lilas|de l’Église|du Moulin|de la Gare|des Écoles|Jean Jaurès|Victor Hugo|
  Pasteur|de la République|des Acacias|du Stade|de la Fontaine|des Tilleuls|du 8 Mai 1945|du 11 Novembre|
  Jules Ferry|des Cerisiers|de la Liberté|du Général Leclerc|Émile Zola|des Marronniers|de Verdun|du Château|
  de la Mairie|des Peupliers|du Lavoir|Marcel Pagnol|des Vignes|Louis Aragon|de la Paix|du Pont Neuf|
  des Remparts|Marie Curie|des Mésanges|de Bellevue|du Port|des Genêts|Paul Éluard|de l’Abbaye|Saint-Michel|
  Notre-Dame|des Œillets|du Cœur-Volant|de la Forêt|des Prés|du Puits|de l’Industrie|Jacques Brel|des Hirondelles`);

export const COMPLEMENTS =
  list(`Bât. A|Bât. B|Bât. C, appt 12|Appt 4|Appt 31|2ᵉ étage gauche|Esc. 3|Résidence Les Pins|
  Résidence Le Parc, appt 108|Lieu-dit Le Bourg|Hameau de Combe-Haute|chez un proche|Tour 2, 9ᵉ étage`);

export const CLIENT_COMPANIES =
  list(`Verreries du Val|Ateliers Brémont|Transports Ledoux|Laiterie des Trois Monts|
  Mécanique Orfane|Papeterie de l’Ardoise|Magasins Belle-Rive|Imprimerie Carmin|Câbleries Sorel|Conserverie Armorel|
  Aéronautique Valdor|Logis-Est Logistique|Cartonnages Merle|Assurances Clairval|Banque coopérative du Bocage|
  Fonderie Saint-Éloi|Textiles Hautecombe|Centre d’appels Voxéa|Chimie fine Oléane|Semences Terraval|
  Hôtels Miravelle|Énergies Bréval|Autocars Pélican|Plasturgie Novaline|Brasserie du Beffroi`);

export const PUBLIC_CLIENTS = list(`Mairie de Saint-Aubray|Communauté de communes du Haut-Bréval|
  Centre de gestion du Val d’Orne|Lycée Hélène-Marchand|Office d’équipement rural d’Armorel|Ville de Montclar`);

export const SITES =
  list(`Siège|Usine nord|Usine sud|Plateforme logistique|Agence centre|Dépôt|Atelier principal|
  Laboratoire|Boutique gare|Centre technique|Entrepôt est|Agence ouest`);

export const COMPANY_NAMES = list(
  `Industries Valmer|Groupe Lormont|Compagnie Arverne d’équipement|Sorelis|Manufacture d’Orsay-le-Haut`,
);
export const HOSPITAL_NAMES =
  list(`Centre hospitalier de Bréval|Centre hospitalier du Haut-Armorel|Hôpital Saint-Aubray|
  Centre hospitalier intercommunal d’Orlanne|Hôpitaux du Val-Clair`);
export const INTERCOMPANY_NAMES =
  list(`Alizé Service social interentreprises|Passerelle Social Travail|Appui social interentreprises du Bocage|
  Trait d’union – service social du travail`);
export const PUBLIC_BODY_NAMES =
  list(`Ville et agglomération de Montclar|Conseil départemental du Haut-Bréval|Université d’Orlanne|
  Direction interrégionale de l’équipement d’Armorel`);
