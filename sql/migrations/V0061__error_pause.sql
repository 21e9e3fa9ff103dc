-- After how many errors of the carrier in a row it is paused; 0 never, null as the installation is set.
alter table broadcast add column pause_after integer check (pause_after between 0 and 100000);

-- How many errors of its carrier a broadcast has had in a row. A row exists once there was one.
create table broadcast_trouble (
    broadcast_id bigint  not null primary key references broadcast on delete cascade,
    company_id   bigint  not null references company,
    consecutive  integer not null
) with (fillfactor = 50);
call protect('broadcast_trouble');
