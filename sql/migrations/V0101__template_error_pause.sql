-- What broadcasts made of the template get as their own: 0 never, null as the installation is set.
alter table broadcast_template add column pause_after integer check (pause_after between 0 and 100000);
