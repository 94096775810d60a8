extension Script {
  /// What stands under the pointer in charts and maps of numbers, and the square of an occlusion at that place in all panels
  /// of its row.
  static let values = #"""
    {
      const tip=make('div',{class:'tip',hidden:true}),svg='http://www.w3.org/2000/svg';
      let cursors=null;
      function clear(){
        tip.hidden=true;
        cursors?.remove();
        cursors=null;
      }
      function say(lines,event){
        tip.textContent=lines.join('\n');
        tip.hidden=false;
        (page.querySelector('dialog[open]')||page.body).append(tip);
        const box=tip.getBoundingClientRect(),x=event.clientX+14,y=event.clientY+16;
        tip.style.left=Math.max(4,Math.min(x,innerWidth-box.width-8))+'px';
        tip.style.top=(y+box.height>innerHeight-8?Math.max(4,event.clientY-box.height-10):y)+'px';
      }
      function textOf(grid,cell){
        const data=grid.dataset;
        if(data.values==null)return null;
        const text=data.texts!=null?data.texts.split('|')[parseInt(data.values[cell],36)]:data.values.split('|')[cell];
        return data.name?data.name+': '+text:text;
      }
      function point(grid,event){
        const box=grid.getBoundingClientRect(),columns=+grid.dataset.columns,rows=+grid.dataset.rows;
        const column=Math.max(0,Math.min(columns-1,Math.floor((event.clientX-box.left)/box.width*columns)));
        const row=Math.max(0,Math.min(rows-1,Math.floor((event.clientY-box.top)/box.height*rows)));
        const middle=box.top+box.height/2,drawing=grid.ownerSVGElement;
        // The maps of one row of panels have the same places.
        const peers=[...drawing.querySelectorAll('.cells')].filter(other=>{
          const frame=other.getBoundingClientRect();
          return other.dataset.columns===grid.dataset.columns&&other.dataset.rows===grid.dataset.rows
            &&Math.abs(frame.top+frame.height/2-middle)<box.height/2;
        });
        clear();
        cursors=page.createElementNS(svg,'g');
        cursors.setAttribute('pointer-events','none');
        for(const peer of peers){
          const frame=['x','y','width','height'].map(name=>+peer.getAttribute(name));
          const cell=[frame[2]/columns,frame[3]/rows],square=+peer.dataset.square||0;
          const width=square?square*frame[2]:Math.max(cell[0],2.5),height=square?square*frame[2]:Math.max(cell[1],2.5);
          const x=frame[0]+(column+.5)*cell[0]-width/2,y=frame[1]+(row+.5)*cell[1]-height/2;
          for(const[color,line]of[['#ffffff',1.8],['#000000',.7]]){
            const mark=page.createElementNS(svg,'rect');
            for(const[name,value]of Object.entries({x,y,width,height,fill:square?'#808080':'none',
              'fill-opacity':.45,stroke:color,'stroke-width':line}))mark.setAttribute(name,value);
            cursors.append(mark);
          }
        }
        drawing.append(cursors);
        const lines=peers.map(peer=>textOf(peer,row*columns+column)).filter(text=>text!=null);
        if(peers.some(peer=>peer.dataset.square))lines.unshift('square at row '+(row+1)+', column '+(column+1));
        if(lines.length)say(lines,event);
      }
      function look(event){
        const target=event.target;
        if(!(target instanceof Element)||target.tagName!=='rect'){clear();return;}
        if(target.matches('.cells')){point(target,event);return;}
        const title=target.querySelector('title');
        // The browser's own tip would lie over this one.
        if(title){target.dataset.note=title.textContent;title.remove();}
        if(target.dataset.note!=null){clear();say(target.dataset.note.split('\n'),event);}else clear();
      }
      page.addEventListener('pointermove',look);
      page.addEventListener('pointerdown',look);
      page.addEventListener('scroll',clear,{passive:true,capture:true});
      page.addEventListener('keydown',event=>{if(event.key==='Escape')clear();});
    }

    """#

  /// Figures and tables saved from the page itself, which needs no folder beside it.
  static let saving = #"""
    {
      function save(name,type,text){
        const address=URL.createObjectURL(new Blob([text],{type}));
        make('a',{href:address,download:name}).click();
        setTimeout(()=>URL.revokeObjectURL(address),1000);
      }
      function whole(drawing){
        const copy=drawing.cloneNode(true);
        copy.setAttribute('xmlns','http://www.w3.org/2000/svg');
        copy.querySelectorAll('use').forEach(use=>{
          const name=use.getAttribute('href').slice(1);
          if(copy.querySelector('image[id="'+name+'"]'))return;
          const image=page.getElementById(name)?.cloneNode(true);
          if(!image)return;
          image.removeAttribute('id');
          image.setAttribute('transform',use.getAttribute('transform'));
          use.replaceWith(image);
        });
        return'<?xml version="1.0" encoding="UTF-8"?>\n'+new XMLSerializer().serializeToString(copy);
      }
      function csv(table){
        const field=text=>/[",\n]/.test(text)?'"'+text.replace(/"/g,'""')+'"':text;
        return[...table.rows].filter(row=>!row.classList.contains('section')).map(row=>[...row.cells].map(cell=>field(cell.textContent.trim())).join(',')).join('\r\n')+'\r\n';
      }
      page.querySelectorAll('figure').forEach(figure=>{
        const files=figure.querySelector('.files'),drawing=figure.querySelector('.plate svg');
        const table=figure.querySelector('table'),name=figure.id||'figure';
        if(!files||!(drawing||table))return;
        const what=drawing?'SVG':'CSV',label=figure.querySelector('.label')?.textContent||'';
        files.append(' · from this page: ',button(what,()=>drawing
          ?save(name+'.svg','image/svg+xml',whole(drawing)):save(name+'.csv','text/csv',csv(table)),
          {'aria-label':'Save '+label+' as '+what}));
      });
    }

    """#
}
