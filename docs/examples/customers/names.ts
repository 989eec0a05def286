const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const FIRST_NAMES: readonly string[] = words(`
  Adèle Agnès Alice Amélie Anaïs André Antoine Arnaud Aurélie Bastien Benoît Béatrice Camille Cécile Céline Chloé
  Claire Clément Damien David Denis Éléonore Élise Émile Étienne Fabien Fanny Fatima Florence François Gaël Geneviève
  Gilles Hélène Henri Hugo Inès Irène Jérôme Joséphine Julien Karim Léa Léon Loïc Louise Lucas Madeleine Malik Manon
  Marguerite Mathieu Mehdi Mélanie Nadia Noémie Océane Olivier Pascal Raphaël Rémi Romane Sabine Salomé Sébastien
  Simone Sofia Solène Théo Valérie Victor Yasmine Yves Zoé`);

export const LAST_NAMES: readonly string[] = words(`
  Arnoux Aubry Barbier Baudouin Beaufort Belhadj Bénard Berthelot Besson Blanchet Boisselier Bonnefoy Bourdon Brunel
  Cazenave Chabrol Charpentier Chauvet Coulibaly Courtois Dacosta Delacroix Delaunay Descamps Diallo Duchêne Dumoulin
  Duvivier Estève Fabre Ferrand Fontaine Fournel Galland Garnier Gaudin Guérin Haddad Hamelin Héraud Jacquet Joubert
  Kerléo Lacombe Lagarde Lambert Langlois Laurier Lebrun Leclercq Lefèvre Legendre Lemaire Leroux Lévêque Mallet
  Marchand Marquet Mercier Meunier Moreau Nguyen Noël Ollivier Pasquier Pelletier Périer Picard Poirier Prévost
  Quesnel Raynaud Renaud Rivière Rocher Roussel Sabatier Saunier Tessier Thibault Traoré Vasseur Verdier Vidal`);

export const STREETS: readonly string[] = [
  ...['rue des Lilas', 'rue du Moulin', 'avenue de la Gare', 'rue des Écoles', 'place du Marché', 'rue Haute'],
  ...['chemin des Vignes', 'rue de la Fontaine', 'boulevard du Nord', 'allée des Tilleuls', 'rue du Pont', 'quai Vert'],
  ...['rue des Tanneurs', 'impasse du Puits', 'rue de l’Église', 'avenue du Parc', 'rue des Jardins', 'cours du Port'],
];

/** Town, first postcode, how many postcodes it has, and how many of a hundred customers live there. */
export const TOWNS: readonly (readonly [string, number, number, number])[] = [
  ['Paris', 75_001, 20, 38],
  ['Marseille', 13_001, 16, 22],
  ['Lyon', 69_001, 9, 20],
  ['Lille', 59_000, 2, 12],
  ['Nantes', 44_000, 4, 8],
];

export const NOTES: readonly string[] = [
  'Called about the rate; wants a letter, not e-mail.',
  'Speaks for her mother, who lives in the same house.',
  'Moved in March, new address confirmed by phone.',
  'Asked to be called after 6 pm; works nights at the hospital.',
  'Paid the last two months late, says: "new job, will catch up".',
  'Prefers to come to the branch, uses a wheelchair.',
];
