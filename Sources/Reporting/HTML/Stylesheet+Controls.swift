extension Stylesheet {
  /// What the script adds: search, buttons, filters, the enlarged figure, values under the pointer.
  static let controls = """
    button,input{font:inherit;color:inherit}
    button{background:var(--paper);border:1px solid var(--edge);border-radius:4px;padding:.25rem .6rem;cursor:pointer}
    button:hover{background:var(--faint)}
    .tools{display:flex;flex-wrap:wrap;gap:.5rem;margin-bottom:1rem}
    .tools [role=search]{flex:1 1 100%}
    .tools input,.filter input{width:100%;background:var(--paper);border:1px solid var(--edge);border-radius:4px;padding:.35rem .6rem}
    .found{margin:.4rem 0 0;color:var(--soft)}
    nav .hits{margin:.3rem 0 0;max-height:60vh;overflow-y:auto}
    .hits button{display:block;width:100%;text-align:left;border-color:transparent;padding:.3rem .4rem;overflow-wrap:anywhere}
    .hits .where{display:block;font-size:.88em;color:var(--soft)}
    mark{background:var(--mark);color:var(--ink)}
    .searching details{display:none}
    .found-here{outline:3px solid var(--link);outline-offset:3px}
    .filter{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem;margin:0 0 .7rem;font:.84rem/1.4 var(--sans)}
    .filter input{flex:1 1 11rem;width:auto}
    .filter button[aria-pressed=false]{opacity:.75;text-decoration:line-through}
    .ledger th button{border:0;padding:0;background:none;font-weight:600;text-align:inherit}
    .ledger th button:hover{text-decoration:underline}
    .ledger th[aria-sort=ascending] button::after{content:" ↑"}
    .ledger th[aria-sort=descending] button::after{content:" ↓"}
    .files button{padding:0 .35em;font-size:.95em}
    .enlarge{position:absolute;top:.35rem;right:.35rem;font:.74rem/1.3 var(--sans);color:#1d1d1b;background:#fff;opacity:0}
    .enlarge:hover{background:#f3f0e8}
    .plate:hover .enlarge,.plate .enlarge:focus-visible{opacity:1}
    .plate:has(.enlarge) svg{cursor:zoom-in}
    @media (hover:none){.enlarge{position:static;display:block;margin:.4rem auto 0;opacity:1}}
    .lightbox{width:100vw;height:100vh;max-width:none;max-height:none;margin:0;padding:0;border:0;background:var(--paper);color:var(--ink)}
    .lightbox[open]{display:grid;grid-template-rows:auto minmax(0,1fr) auto}
    .lightbox::backdrop{background:var(--paper)}
    .lightbox .bar{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem;padding:.5rem .8rem;font:.84rem/1.4 var(--sans);border-bottom:1px solid var(--rule)}
    .lightbox .bar strong{flex:1 1 8rem}
    .lightbox .stage{overflow:auto;background:var(--plate);display:grid;place-items:safe center;padding:.6rem}
    .lightbox .stage svg{width:calc(100%*var(--zoom,1));height:calc(100%*var(--zoom,1));min-height:0;max-width:none}
    .lightbox .caption{max-height:24vh;overflow-y:auto;padding:.6rem .9rem;font-size:.9em;line-height:1.4;border-top:1px solid var(--rule)}
    .tip{position:fixed;z-index:5;max-width:22rem;padding:.35rem .6rem;border-radius:4px;background:#1d1d1b;color:#fff;
      font:.78rem/1.4 var(--sans);font-variant-numeric:tabular-nums;white-space:pre-line;pointer-events:none}

    """
}
