/// The report's own script, which adds to a page that is complete without it. It loads nothing, keeps nothing but the chosen
/// theme, and makes elements of text alone, so that nothing in a report is ever run.
enum Script {
  /// The whole of it, as it stands in the page.
  static let text =
    "\n'use strict';(()=>{\n" + [tools, theme, search, lightbox, ledger, values, saving].joined() + "})();\n"

  /// What the other parts use.
  private static let tools = #"""
    const page=document,root=page.documentElement;
    function make(name,properties,...children){
      const element=page.createElement(name);
      for(const[key,value]of Object.entries(properties||{})){
        if(key==='text')element.textContent=value;
        else if(key.startsWith('on'))element.addEventListener(key.slice(2),value);
        else if(value===true)element.setAttribute(key,'');
        else if(value!==false&&value!=null)element.setAttribute(key,value);
      }
      element.append(...children);
      return element;
    }
    function button(text,run,properties){
      return make('button',{type:'button',text,onclick:run,...properties});
    }
    const isTyping=()=>/^(INPUT|TEXTAREA|SELECT)$/.test(page.activeElement?.tagName||'');
    const isPlain=event=>!event.ctrlKey&&!event.metaKey&&!event.altKey;
    const still=()=>matchMedia('(prefers-reduced-motion:reduce)').matches;
    const bar=make('div',{class:'tools'});
    (page.querySelector('nav')||page.body).prepend(bar);

    """#

  /// Light, dark, or as the system has it.
  private static let theme = #"""
    {
      const names=['system','light','dark'];
      let chosen='system';
      try{chosen=localStorage.getItem('zfnet-theme')||chosen;}catch{}
      if(!names.includes(chosen))chosen='system';
      const control=button('',()=>{show(names[(names.indexOf(chosen)+1)%3]);});
      function show(name){
        chosen=name;
        if(name==='system')root.removeAttribute('data-theme');else root.setAttribute('data-theme',name);
        control.textContent='Theme: '+name;
        try{localStorage.setItem('zfnet-theme',name);}catch{}
      }
      show(chosen);
      bar.append(control);
    }

    """#

  /// Tables of claims that can be sorted and filtered.
  private static let ledger = #"""
    {
      const collator=new Intl.Collator('en',{numeric:true});
      page.querySelectorAll('table.ledger').forEach(table=>{
        const body=table.tBodies[0],rows=[...body.rows],heads=[...table.tHead.rows[0].cells];
        const verdictOf=row=>row.querySelector('.badge')?.textContent||'';
        const verdicts=[...new Set(rows.map(verdictOf))].filter(Boolean);
        const hidden=new Set(),status=make('span',{role:'status'});
        const field=make('input',{type:'search',placeholder:'Filter claims','aria-label':'Filter claims',oninput:apply});
        const toggles=verdicts.map(verdict=>button(verdict,event=>{
          const off=!hidden.delete(verdict);
          if(off)hidden.add(verdict);
          event.currentTarget.setAttribute('aria-pressed',String(!off));
          apply();
        },{'aria-pressed':'true'}));
        function apply(){
          const words=field.value.toLowerCase().split(/\s+/).filter(Boolean);
          let shown=0;
          for(const row of rows){
            const text=row.textContent.toLowerCase();
            row.hidden=hidden.has(verdictOf(row))||!words.every(word=>text.includes(word));
            if(!row.hidden)shown++;
          }
          status.textContent=shown===rows.length?'':shown+' of '+rows.length+' claims';
        }
        heads.forEach((head,place)=>{
          const key=row=>row.cells[place].textContent.trim();
          const control=button(head.textContent,()=>{
            const down=head.getAttribute('aria-sort')==='ascending';
            heads.forEach(other=>other.removeAttribute('aria-sort'));
            head.setAttribute('aria-sort',down?'descending':'ascending');
            rows.map((row,index)=>[row,index]).sort(([one,first],[two,second])=>
              (down?-1:1)*collator.compare(key(one),key(two))||first-second).forEach(([row])=>body.append(row));
          });
          if(head.tagName==='TH')head.replaceChildren(control);
        });
        (table.closest('.scroll')||table).before(make('div',{class:'filter'},field,...toggles,status));
      });
    }

    """#
}
