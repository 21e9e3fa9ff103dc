-- Words that opt out, and words that opt back in. Without a channel a word is for every channel, and speaks of the sender
-- ID it was sent to.
alter table opt_out_word add column meaning text not null default 'OPT_OUT' check (meaning in ('OPT_OUT', 'OPT_IN'));
alter table opt_out_word alter column channel drop not null;

-- The words a company starts with, as they are compared.
create table common_word (
    word     text primary key,
    language text not null,
    meaning  text not null check (meaning in ('OPT_OUT', 'OPT_IN'))
);
alter table common_word enable row level security;
create policy readable on common_word for select using (true);
grant select on common_word to heliograph_app;
insert into common_word (language, meaning, word)
select 'en', 'OPT_OUT', unnest(array['stop', 'stopall', 'stop all', 'end', 'quit', 'cancel', 'unsubscribe', 'revoke', 'optout', 'opt out'])
union all select 'es', 'OPT_OUT', unnest(array['baja', 'alto', 'parar', 'cancelar', 'salir'])
union all select 'fr', 'OPT_OUT', unnest(array['arret', 'desabonner'])
union all select 'de', 'OPT_OUT', unnest(array['stopp', 'abmelden'])
union all select 'pt', 'OPT_OUT', unnest(array['sair', 'remover'])
union all select 'en', 'OPT_IN', unnest(array['start', 'unstop', 'subscribe', 'optin', 'opt in'])
union all select 'es', 'OPT_IN', unnest(array['alta', 'suscribir', 'iniciar'])
union all select 'fr', 'OPT_IN', unnest(array['abonner'])
union all select 'de', 'OPT_IN', unnest(array['anmelden'])
union all select 'pt', 'OPT_IN', unnest(array['assinar']);
insert into opt_out_word (company_id, word, normalized, meaning)
select c.id, upper(w.word), w.word, w.meaning from company c, common_word w
order by w.meaning, w.language = 'en', w.word desc;

-- How a company's contacts opt back in, and what they are told; without a row, by any message, and nothing.
create table consent_policy (
    company_id   bigint primary key references company,
    opt_in       text not null check (opt_in in ('ANY_MESSAGE', 'WORDS')),
    -- sent once somebody has opted out, or in; null for nothing
    opt_out_text text,
    opt_in_text  text
);
call protect('consent_policy');

-- Names as they were then, since users and sender IDs go; and what the contact wrote.
alter table consent_log add column person text, add column sender text, add column detail text;
update consent_log l set sender = s.name from sender s where s.id = l.sender_id;
update consent_log l set person = u.first_name || ' ' || u.last_name from app_user u where u.id = l.user_id;
create index on consent_log (company_id, id desc);
-- What was logged stays as it is; it goes only with its contact.
revoke update, delete on consent_log from heliograph_app;
