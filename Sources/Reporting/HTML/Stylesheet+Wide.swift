extension Stylesheet {
  /// What a page as wide as the window has besides: figures side by side, and how far two numbers agree.
  static let wide = """
    .wide main{max-width:88rem}
    @media (min-width:78rem){
      body.wide{grid-template-columns:15rem minmax(0,1fr);max-width:none}
      .wide main{margin:0 1.5rem 0 0}
      .wide .scroll:has(.ledger){width:auto}
    }
    .wide p,.wide ul{max-width:44rem}
    .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:0 1.2rem}
    .pair figure{margin:.6rem 0 1.6rem;min-width:0}
    .badge.same-bytes{color:var(--not-tested);background:var(--not-tested-ground)}
    .badge.within-noise{color:var(--inconclusive);background:var(--inconclusive-ground)}
    .badge.changed{color:var(--not-reproduced);background:var(--not-reproduced-ground)}
    @media (max-width:40rem){
      .ledger .first::before{content:"A: "}
      .ledger .second::before{content:"B: "}
    }

    """
}
