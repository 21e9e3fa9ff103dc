-- How often a stranger has asked for something within the hour. The subject (a login or an address, with what was asked
-- for) is kept as a hash; it belongs to no company, since before the sign-in there is none.
create table attempt (
    subject_hash text        primary key,
    count        integer     not null,
    since        timestamptz not null
);
create index on attempt (since);
grant select, insert, update, delete on attempt to heliograph_app;
