package dev.nautilus.engines.collateral;

/// Which rules an account is under.
enum RuleSet {
  /// Strategy by strategy: Regulation T and FINRA Rule 4210.
  REG_T,
  /// By what each class would lose: FINRA Rule 4210(g).
  PM,
  /// By sixteen scenarios.
  SPAN
}
