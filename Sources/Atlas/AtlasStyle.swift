/// What the atlas's pages look like, and the little that they do.
enum AtlasStyle {
  /// The stylesheet of all pages, for light and dark screens.
  static let css = """
    :root{--paper:#fdfcf9;--ink:#1d1d1b;--soft:#5c5a55;--rule:#d9d5cb;--link:#14507a;--bar:#0b4f86;color-scheme:light dark}
    @media (prefers-color-scheme:dark){
      :root{--paper:#181816;--ink:#e8e5dd;--soft:#a9a59b;--rule:#3a3833;--link:#8fc1e6;--bar:#7fb6e0}
    }
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);
      font:1rem/1.5 Inter,"Helvetica Neue",Helvetica,Arial,"DejaVu Sans",sans-serif;overflow-wrap:anywhere}
    main{max-width:100rem;margin:0 auto;padding:2rem 1.25rem 4rem}
    h1{font-size:1.6rem;margin:.4rem 0}
    p{max-width:48rem}
    a{color:var(--link)}
    a:focus-visible,select:focus-visible,input:focus-visible{outline:2px solid var(--link);outline-offset:2px}
    nav{display:flex;gap:1.25rem;flex-wrap:wrap}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse}
    th,td{text-align:left;padding:.5rem 1.1rem .5rem 0;border-bottom:1px solid var(--rule);vertical-align:middle}
    td{font-variant-numeric:tabular-nums}
    #choice{display:flex;gap:1.25rem;flex-wrap:wrap;align-items:center;margin:1rem 0}
    #choice[hidden]{display:none}
    select,input{font:inherit;padding:.2rem .4rem}
    #cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,27rem),1fr));gap:1.25rem}
    article{border:1px solid var(--rule);border-radius:4px;padding:.7rem;scroll-margin-top:1rem}
    article:target{outline:3px solid var(--link)}
    article h2{font-size:1rem;margin:0 0 .4rem}
    article img{max-width:100%;height:auto;display:block;background:#fff}
    article svg{display:block;margin:.6rem 0 .2rem;fill:var(--bar);border-bottom:1px solid var(--soft)}
    article ul{list-style:none;margin:.3rem 0 0;padding:0;color:var(--soft);font-size:.86rem}
    @media print{#choice{display:none}article{break-inside:avoid}}
    """

  /// Orders and filters the cards of a layer's page; without it they stand by number.
  static let script = """
    (()=>{
      const box=document.getElementById('cards'),order=document.getElementById('order');
      const name=document.getElementById('class'),shown=document.getElementById('shown');
      const figures=document.getElementById('figures');
      const cards=[...box.children],value=(card,key)=>Number(card.dataset[key]);
      const show=()=>{
        const key=order.value,up=key==='map'?1:-1,text=name.value.trim().toLowerCase();
        cards.sort((a,b)=>up*(value(a,key)-value(b,key))||value(a,'map')-value(b,'map'));
        let count=0;
        for(const card of cards){
          card.hidden=!card.dataset.classes.includes(text)||!!figures?.checked&&card.dataset.figures==='0';
          if(!card.hidden)count++;
          box.append(card);
        }
        shown.textContent=count===cards.length?'':count+' of '+cards.length+' maps';
      };
      document.getElementById('choice').hidden=false;
      order.addEventListener('change',show);
      name.addEventListener('input',show);
      figures?.addEventListener('change',show);
    })();
    """
}
