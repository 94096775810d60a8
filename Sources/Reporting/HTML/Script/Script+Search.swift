extension Script {
  /// A field that finds headings, paragraphs, captions, rows, and the words in figures.
  static let search = #"""
    {
      const main=page.querySelector('main');
      let entries;
      function read(){
        if(entries)return;
        let section='';
        entries=[];
        main.querySelectorAll('h1,h2,h3,p,figcaption,pre,li,tbody tr,dl.provenance>div,.plate').forEach(element=>{
          if(/^H[123]$/.test(element.tagName))section=element.textContent;
          if(element.matches('.lightbox *')||element.closest('.filter'))return;
          const words=element.matches('.plate')
            ?[...element.querySelectorAll('svg text')].map(text=>text.textContent).join(' '):element.textContent;
          const text=words.replace(/\s+/g,' ').trim();
          if(text)entries.push({element,section,text,lower:text.toLowerCase()});
        });
      }
      const hits=make('ol',{class:'hits'}),status=make('p',{class:'found',role:'status'});
      const field=make('input',{type:'search',placeholder:'Search (press /)','aria-label':'Search this report',
        'aria-keyshortcuts':'/',oninput:find,onfocus:read});
      const nav=page.querySelector('nav');
      bar.prepend(make('div',{role:'search'},field,status,hits));
      function find(){
        read();
        const words=field.value.toLowerCase().split(/\s+/).filter(Boolean);
        hits.replaceChildren();
        nav?.classList.toggle('searching',words.length>0);
        if(!words.length){status.textContent='';return;}
        const found=entries.filter(entry=>words.every(word=>entry.lower.includes(word)));
        status.textContent=found.length?found.length+(found.length===1?' place':' places')
          +(found.length>60?', the first 60':''):'Nothing found';
        found.slice(0,60).forEach(entry=>{
          const at=Math.max(0,Math.min(...words.map(word=>entry.lower.indexOf(word)))-40);
          const line=make('span',{});
          mark(line,(at?'…':'')+entry.text.slice(at,at+140)+(entry.text.length>at+140?'…':''),words);
          const hit=button('',()=>show(entry.element));
          hit.append(make('span',{class:'where',text:entry.section}),line);
          hits.append(make('li',{},hit));
        });
      }
      function mark(line,text,words){
        const lower=text.toLowerCase();
        let at=0;
        while(at<text.length){
          let next=text.length,length=0;
          for(const word of words){
            const place=lower.indexOf(word,at);
            if(place>=0&&place<next){next=place;length=word.length;}
          }
          line.append(text.slice(at,next));
          if(length)line.append(make('mark',{text:text.slice(next,next+length)}));
          at=length?next+length:text.length;
        }
      }
      function show(element){
        for(let inside=element.closest('details');inside;inside=inside.parentElement.closest('details'))inside.open=true;
        if(element.hidden)element.hidden=false;
        element.scrollIntoView({block:'center',behavior:still()?'auto':'smooth'});
        page.querySelectorAll('.found-here').forEach(old=>old.classList.remove('found-here'));
        element.classList.add('found-here');
        element.setAttribute('tabindex','-1');
        element.focus({preventScroll:true});
      }
      page.addEventListener('keydown',event=>{
        if(event.key==='/'&&isPlain(event)&&!isTyping()&&!page.querySelector('dialog[open]')){
          event.preventDefault();
          field.focus();
          field.select();
        }
      });
      bar.addEventListener('keydown',event=>{
        const buttons=[...hits.querySelectorAll('button')],at=buttons.indexOf(page.activeElement);
        if(event.key==='Escape'){field.value='';find();field.focus();}
        else if(event.key==='Enter'&&page.activeElement===field)buttons[0]?.click();
        else if(event.key==='ArrowDown'&&(page.activeElement===field||at>=0))buttons[at+1]?.focus();
        else if(event.key==='ArrowUp'&&at>=0)(buttons[at-1]||field).focus();
        else return;
        event.preventDefault();
      });
    }

    """#
}
