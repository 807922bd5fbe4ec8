import { openPglite } from '../src/pglite.js';
const db=await openPglite({deadline:20000});const st=db.workspace('a');
for (const n of [10,100,300,600]) {
const names=Array.from({length:n},(_,i)=>String(i).padStart(5,'0'));
let t=performance.now();
await st.write(async tx=>{await Promise.all(names.map(k=>tx.put('tickets',{key:k,value:1,indexes:{match:Array.from({length:10},(_,i)=>i+k)}})))});console.log(n,'put',performance.now()-t);t=performance.now();
await st.read(tx=>tx.getMany('tickets',names));console.log(n,'get',performance.now()-t);t=performance.now();
await st.read(tx=>tx.scan('tickets','match',{prefix:'7',limit:1000}));console.log(n,'scan',performance.now()-t);t=performance.now();
await st.write(async tx=>{await Promise.all(names.map(k=>tx.delete('tickets',k)))});console.log(n,'del',performance.now()-t);
}
await db.close();
