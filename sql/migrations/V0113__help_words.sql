-- Words that ask for help. They are answered with the company's text, and neither opt out nor in.
alter table opt_out_word drop constraint opt_out_word_meaning_check;
alter table opt_out_word add check (meaning in ('OPT_OUT', 'OPT_IN', 'HELP'));
alter table common_word drop constraint common_word_meaning_check;
alter table common_word add check (meaning in ('OPT_OUT', 'OPT_IN', 'HELP'));
-- sent to who asks for help; null for nothing
alter table consent_policy add column help_text text;

insert into common_word (language, meaning, word)
select 'en', 'HELP', unnest(array['help', 'info'])
union all select 'es', 'HELP', unnest(array['ayuda'])
union all select 'fr', 'HELP', unnest(array['aide'])
union all select 'de', 'HELP', unnest(array['hilfe'])
union all select 'pt', 'HELP', unnest(array['ajuda']);
insert into opt_out_word (company_id, word, normalized, meaning)
select c.id, upper(w.word), w.word, w.meaning from company c, common_word w
where w.meaning = 'HELP'
  and not exists (select from opt_out_word o where o.company_id = c.id and o.normalized = w.word)
order by w.language = 'en', w.word desc;
