extension Script {
  /// Figures in the whole window, with their captions, to be gone through by keys.
  static let lightbox = #"""
    {
      const plates=[...page.querySelectorAll('figure .plate')].filter(plate=>plate.querySelector('svg'));
      if(plates.length&&window.HTMLDialogElement){
        const nameOf=plate=>plate.closest('figure').querySelector('figcaption .label')?.textContent||'figure';
        const stage=make('div',{class:'stage',tabindex:'0'}),caption=make('div',{class:'caption'});
        const name=make('strong',{}),zooms=[1,1.5,2,3,4];
        let at=-1,zoom=0,opener;
        const box=make('dialog',{class:'lightbox','aria-label':'Enlarged figure',onclose:leave},
          make('div',{class:'bar'},name,
            button('‹ Previous',()=>step(-1),{'aria-keyshortcuts':'ArrowLeft'}),
            button('Next ›',()=>step(1),{'aria-keyshortcuts':'ArrowRight'}),
            button('−',()=>size(zoom-1),{'aria-label':'Smaller','aria-keyshortcuts':'-'}),
            button('+',()=>size(zoom+1),{'aria-label':'Larger','aria-keyshortcuts':'+'}),
            button('Close',()=>box.close(),{'aria-keyshortcuts':'Escape'})),
          stage,caption);
        page.body.append(box);
        function giveBack(){
          const drawing=stage.querySelector('svg');
          if(drawing&&at>=0){
            plates[at].prepend(drawing);
            plates[at].style.minHeight='';
          }
        }
        function show(place){
          giveBack();
          at=place;
          const plate=plates[at],figure=plate.closest('figure');
          plate.style.minHeight=plate.offsetHeight+'px';
          stage.replaceChildren(plate.querySelector('svg'));
          name.textContent=nameOf(plate)+' · '+(at+1)+' of '+plates.length;
          const text=figure.querySelector('figcaption').cloneNode(true);
          text.querySelectorAll('[id]').forEach(element=>element.removeAttribute('id'));
          text.querySelectorAll('.files').forEach(element=>element.remove());
          caption.replaceChildren(...text.childNodes);
          size(0);
          if(!box.open)box.showModal();
          stage.scrollTo(0,0);
        }
        function size(level){
          zoom=Math.max(0,Math.min(zooms.length-1,level));
          stage.style.setProperty('--zoom',zooms[zoom]);
        }
        function step(by){show((at+by+plates.length)%plates.length);}
        function leave(){
          giveBack();
          at=-1;
          opener?.focus();
        }
        caption.addEventListener('click',event=>{if(event.target.closest('a[href^="#"]'))box.close();});
        box.addEventListener('keydown',event=>{
          if(!isPlain(event))return;
          if(event.key==='ArrowLeft')step(-1);
          else if(event.key==='ArrowRight')step(1);
          else if(event.key==='Home')show(0);
          else if(event.key==='End')show(plates.length-1);
          else if(event.key==='+'||event.key==='=')size(zoom+1);
          else if(event.key==='-')size(zoom-1);
          else if(event.key==='0')size(0);
          else return;
          event.preventDefault();
        });
        window.addEventListener('beforeprint',()=>{if(box.open)box.close();});
        plates.forEach((plate,place)=>{
          const control=button('Enlarge',open,{class:'enlarge','aria-label':'Enlarge '+nameOf(plate)});
          function open(){opener=control;show(place);}
          plate.append(control);
          plate.addEventListener('click',event=>{
            if(event.target.closest('svg')&&!String(getSelection()))open();
          });
        });
      }
    }

    """#
}
