import Drawing

/// The report's stylesheet.
enum Stylesheet {
  /// The whole of it.
  static var css: String { themes + layout + content + structure + controls + media }

  /// The colors of a bright page, and of a dark one: as the system has it, or as the reader chose it.
  private static var themes: String {
    """
    :root{
      color-scheme:light;
      --serif:"Linux Libertine O","Libertinus Serif","Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif;
      --sans:Inter,"Helvetica Neue",Helvetica,Arial,"DejaVu Sans",sans-serif;
      --mono:"DejaVu Sans Mono",Menlo,Consolas,monospace;
      \(light)
    }
    @media screen{:root[data-theme=dark]{\(dark)}}
    @media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){\(dark)}}
    \(badges)

    """
  }

  private static let light =
    "--paper:#fdfcf9;--ink:#1d1d1b;--soft:#5c5a55;--rule:#d9d5cb;--faint:#f3f0e8;--link:#14507a;--ours:#0b4f86;"
    + "--warning:#fbefd0;--warning-ink:#3d2c00;--mark:#fbe38f;--edge:#8a867c;--plate:#fff;"
    + verdicts { $0.light }

  private static let dark =
    "color-scheme:dark;--paper:#181816;--ink:#e9e6df;--soft:#aaa69c;--rule:#3b3934;--faint:#24231f;--link:#8cc4ee;"
    + "--ours:#9ccbf0;--warning:#4a3604;--warning-ink:#f5e6bf;--mark:#6b5200;--edge:#7d7a72;--plate:#d9d6ce;"
    + verdicts { $0.dark }

  /// The colors of verdicts as properties.
  private static func verdicts(_ pair: (Badge) -> (text: Color, background: Color)) -> String {
    func hex(_ color: Color) -> String { "#" + color.hexadecimal.prefix(6) }
    return Verdict.allCases.map { verdict in
      let badge = Badge(verdict)
      let colors = pair(badge)
      return "--\(badge.name):\(hex(colors.text));--\(badge.name)-ground:\(hex(colors.background));"
    }.joined()
  }

  private static var badges: String {
    Verdict.allCases.map { verdict in
      let name = Badge(verdict).name
      return ".badge.\(name){color:var(--\(name));background:var(--\(name)-ground)}\n"
        + ".claim.\(name){border-left-color:var(--\(name))}"
    }.joined(separator: "\n")
  }

  private static let layout = """
    *{box-sizing:border-box}
    [hidden]{display:none!important}
    html{scroll-padding-top:1.5rem;-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--paper);color:var(--ink);font:1.16rem/1.55 var(--serif);
      font-kerning:normal;font-variant-ligatures:common-ligatures;text-rendering:optimizeLegibility;overflow-wrap:break-word}
    main{max-width:44rem;margin:0 auto;padding:4.5rem 1.5rem 6rem}
    a{color:var(--link);text-decoration-thickness:.06em;text-underline-offset:.14em}
    :focus-visible{outline:2px solid var(--link);outline-offset:2px}
    .skip{position:absolute;left:-99rem}
    .skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.4rem .8rem;z-index:2}
    nav{font:.86rem/1.45 var(--sans);max-width:44rem;margin:0 auto;padding:1.5rem 1.5rem 0}
    nav ol{list-style:none;margin:.6rem 0 0;padding:0}
    nav li{margin:.34rem 0}
    nav ol ol{margin:.1rem 0 .5rem 1.55rem;font-size:.94em}
    nav ol ol li{margin:.2rem 0}
    nav a{color:var(--soft);text-decoration:none}
    nav a:hover{color:var(--link);text-decoration:underline}
    nav .number{display:inline-block;min-width:1.3rem;font-variant-numeric:tabular-nums}
    nav summary{font-weight:600;cursor:pointer;color:var(--ink)}
    @media (min-width:78rem){
      body{display:grid;grid-template-columns:17rem minmax(0,44rem) 1fr;column-gap:2.5rem;max-width:88rem;margin:0 auto}
      nav{position:sticky;top:0;max-height:100vh;overflow-y:auto;padding:4.9rem 0 2rem 1.5rem;align-self:start}
      main{margin:0}
      .scroll:has(.ledger){width:calc(100% + min(14rem,max(0rem,100vw - 68rem)))}
      @supports selector(::details-content){
        nav details::details-content{content-visibility:visible;block-size:auto}
        nav summary{list-style:none;pointer-events:none}
      }
    }

    """

  private static let content = """
    h1,h2,h3{font-weight:600;line-height:1.18;text-wrap:balance}
    h1{font-size:2.5rem;margin:0 0 .6rem;letter-spacing:-.012em}
    h2{font-size:1.72rem;margin:0 0 .5rem;letter-spacing:-.006em}
    h3{font-size:1.25rem;margin:2.4rem 0 .5rem}
    p{margin:0 0 1em;hanging-punctuation:first}
    h2 .number{color:var(--soft);font-weight:400;margin-right:.35em}
    header.title{margin-bottom:2.6rem}
    .subtitle{font-size:1.32rem;font-style:italic;color:var(--soft);margin:0 0 1.1rem;line-height:1.35}
    .reference,.date{font:.88rem/1.5 var(--sans);color:var(--soft);margin:0}
    section{margin:0 0 2.6rem}
    section.chapter{border-top:1px solid var(--rule);padding-top:2.4rem;margin-top:3.6rem}
    section.matter>h2{font-size:1.36rem;margin-bottom:.7rem}
    #abstract p{font-size:1.06em}
    .reproduces{font:.84rem/1.4 var(--sans);color:var(--soft);margin:0 0 1.5rem}
    code,pre{font-family:var(--mono);font-size:.82em}
    code{background:var(--faint);padding:.08em .28em;border-radius:3px}
    code .word{white-space:nowrap}
    .remark{font-size:.92em;color:var(--soft)}
    pre{background:var(--faint);padding:.9em 1.1em;border-radius:5px;overflow-x:auto;line-height:1.5;white-space:pre-wrap}
    pre code{background:none;padding:0;font-size:1em}
    figure{margin:2.2rem 0}
    .plate{position:relative;background:var(--plate);color:#1d1d1b;border:1px solid var(--rule);border-radius:4px;padding:1rem;text-align:center;overflow-x:auto}
    .plate svg{max-width:100%;height:auto;display:inline-block;vertical-align:middle}
    .lost{color:#8f1d1d;font:.9rem/1.4 var(--sans);margin:0}
    figcaption{font-size:.92em;line-height:1.45;margin-top:.7rem}
    figure.table figcaption{margin:0 0 .7rem}
    .label{font:600 .84em/1 var(--sans);color:var(--ink);text-decoration:none;white-space:nowrap;margin-right:.25em}
    .label:hover{color:var(--link);text-decoration:underline}
    .files{font:.78em/1.4 var(--sans);color:var(--soft)}
    .equation{display:flex;align-items:center;margin:1.4rem 0;padding:.3rem 0;overflow-x:auto;overflow-y:hidden;font-size:1.08em}
    .equation math{flex:1}
    .equation-number{color:var(--soft);text-decoration:none;font-size:.95em}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font:.84rem/1.4 var(--sans);font-variant-numeric:tabular-nums lining-nums}
    thead{border-top:1.5px solid var(--ink);border-bottom:1px solid var(--ink)}
    tbody:last-child{border-bottom:1.5px solid var(--ink)}
    th,td{padding:.4em .7em;text-align:left;vertical-align:baseline}
    th:first-child,td:first-child{padding-left:.2em}
    th:last-child,td:last-child{padding-right:.2em}
    thead th{font-weight:600;vertical-align:bottom}
    tbody th{font-weight:400}
    tbody tr+tr,tbody+tbody tr{border-top:1px solid var(--rule)}
    .section th{font-weight:600;color:var(--soft);padding-top:.9em}
    .right{text-align:right}
    .center{text-align:center}
    .unit{display:block;font-weight:400;color:var(--soft)}
    td.paper{color:var(--soft)}
    td.ours{color:var(--ours);font-weight:600}
    .table-note{font:.8rem/1.45 var(--sans);color:var(--soft);margin:.5rem 0 0}
    .badge{display:inline-block;font:600 .76rem/1.25 var(--sans);padding:.16em .6em;border-radius:1em;white-space:nowrap}
    .ledger-part{font-weight:600;margin:1.2rem 0 .4rem}
    .counts{list-style:none;padding:0;margin:0 0 1rem;display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;font:.88rem/1.4 var(--sans)}
    .ledger .statement{min-width:13rem}
    .ledger .measured{min-width:7rem}
    a.plain{text-decoration:none}
    dl{margin:0;font:.84rem/1.45 var(--sans)}
    dt{color:var(--soft);font-size:.94em}
    dd{margin:0;font-variant-numeric:tabular-nums}
    .provenance div{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;gap:1rem;padding:.28em 0;border-top:1px solid var(--rule)}
    .provenance dd{font-family:var(--mono);font-size:.92em;overflow-wrap:anywhere}
    .note{background:var(--faint);border-radius:5px;padding:.9rem 1.2rem;margin:1.6rem 0;font-size:.96em}
    .note p:last-child{margin-bottom:0}
    .note-title{font:600 .86rem/1.4 var(--sans);margin-bottom:.35em}
    .note.warning{background:var(--warning);color:var(--warning-ink)}
    .note.warning a{color:inherit}
    .note.scale{border-left:4px solid var(--ours)}
    .made{font:.86rem/1.45 var(--sans);color:var(--soft);margin-top:2rem}
    .made summary{cursor:pointer}
    .made .provenance{margin-top:.7rem}
    :target{scroll-margin-top:1.5rem}
    figure:target .plate,.claim:target{outline:3px solid var(--link);outline-offset:3px}
    footer{border-top:1px solid var(--rule);margin-top:4rem;padding-top:1rem;font:.84rem/1.4 var(--sans);color:var(--soft)}

    """

  private static let media = """
    @media (max-width:82rem){
      .ledger .section,.ledger .criterion{display:none}
    }
    @media (max-width:40rem){
      body{font-size:1.05rem}
      h1{font-size:1.95rem}
      .plate{padding:.5rem}
      table{font-size:.78rem}
      th,td{padding:.35em .45em}
      .badge{white-space:normal}
      .ledger,.ledger tbody{display:block}
      .ledger thead{display:none}
      .ledger tr{display:grid;grid-template-columns:auto 1fr;gap:.2rem .6rem;padding:.6rem 0}
      .ledger tr>*{padding:0;min-width:0;text-align:left;grid-column:1/-1}
      .ledger tr>.number{grid-column:1}
      .ledger tr>.verdict{grid-column:2;grid-row:1}
      .ledger .source::before{content:"source: "}
      .ledger .measured::before{content:"here: "}
    }
    @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
    @media print{
      :root{--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--faint:#f4f4f4;--link:#000;--ours:#000}
      @page{size:A4;margin:22mm 20mm}
      body{display:block;font-size:10.5pt}
      main{max-width:none;padding:0}
      nav,.skip,.files,.made,.filter,.enlarge,.tip{display:none!important}
      section.chapter{break-before:page;border-top:0}
      figure,.claim,.note,.equation{break-inside:avoid}
      figure.table{break-inside:auto}
      tr{break-inside:avoid}
      h2,h3{break-after:avoid}
      .plate{border:0;padding:0}
      .badge{border:1px solid currentColor}
    }

    """
}
