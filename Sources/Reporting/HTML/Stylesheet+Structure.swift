extension Stylesheet {
  /// The first pages, claims, references and appendix.
  static let structure = """
    figure.lead figcaption{font-size:.86em}
    h4{font-size:1.08rem;font-weight:600;margin:1.8rem 0 .4rem}
    section section>h3{margin-top:2.6rem}
    .map th,.map td{vertical-align:top}
    .map td:nth-child(2){white-space:normal}
    .references{list-style:none;padding:0;margin:0;font-size:.94em}
    .references li{margin:0 0 .5em;padding-left:1.4em;text-indent:-1.4em}
    .claim{border-left:4px solid var(--soft);padding:.1rem 0 .1rem .9rem;margin:.8rem 0;font-size:.97em}
    .claim summary{cursor:pointer}
    .claim summary .reason{color:var(--soft);font-size:.94em}
    .claim .measured{font:.86em/1.4 var(--sans);font-variant-numeric:tabular-nums;color:var(--ours)}
    .claim>p,.claim dl{margin:.5rem 0 0}
    .claim dl{display:flex;flex-wrap:wrap;gap:.35rem 1.6rem}
    .claim>.reason{font-size:.92em;color:var(--soft)}

    """
}
