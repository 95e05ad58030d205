namespace TaskForce.Web.Ui;

/// <summary>Where a cell of a table stands when the row is a card, below 700 px.</summary>
public enum CardPlace { Line, Title, End, Hidden }

/// <summary>Row heights: 40, 48, 60.</summary>
public enum Density { Standard, Compact, Roomy }
