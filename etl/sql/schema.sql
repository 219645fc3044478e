-- The warehouse's own tables; each form's table is made from its class (see warehouse.py).
create table submissions (
    submission_id integer primary key,
    sha256 varchar not null,
    file_name varchar not null,
    received_at timestamp not null, -- UTC
    claimed boolean not null,
    received_by varchar not null,
    mode varchar not null, -- replace | append
    verdict varchar not null -- accepted | returned
);

-- Submissions that were taken back: known until that moment, counting no more from it on.
create table withdrawals (
    submission_id integer not null,
    withdrawn_at timestamp not null, -- UTC
    withdrawn_by varchar not null,
    reason varchar not null
);

create table sheets (
    submission_id integer not null,
    sheet varchar not null,
    form varchar not null,
    unit varchar not null,
    first_month date not null,
    last_month date not null,
    rows integer not null,
    columns varchar not null -- JSON: column of the form -> letters of the sheet's column
);

-- The months that a submission speaks for.
create table coverage (
    submission_id integer not null,
    form varchar not null,
    cadence varchar not null, -- monthly | snapshot | append
    unit varchar not null,
    month date not null,
    mode varchar not null
);

create table problems (
    submission_id integer not null,
    severity varchar not null,
    rule varchar not null,
    sheet varchar,
    cell varchar,
    value varchar,
    message varchar not null,
    hint varchar not null
);

-- Accepted submissions in the order of their arrival, as known at a moment, without those that
-- were withdrawn by then.
create macro arrivals(known_at) as table
select
    submission_id,
    received_at,
    row_number() over (order by received_at, submission_id) as arrival
from submissions
where
    verdict = 'accepted'
    and received_at <= known_at
    and submission_id not in (
        select submission_id from withdrawals where withdrawn_at <= known_at
    );

-- Which submission speaks for a form, unit and month: the newest, and what was added to it since.
create macro in_force(known_at) as table
select c.form, c.cadence, c.unit, c.month, c.submission_id, a.arrival, a.received_at
from coverage as c
inner join arrivals(known_at) as a using (submission_id)
qualify
    c.cadence = 'append'
    or a.arrival >= coalesce(
        max(a.arrival) filter (where c.mode = 'replace') over (
            partition by c.form, c.unit, c.month
        ),
        0
    );

-- Of those, what counts at a day: of snapshots only the newest whose month has ended.
create macro counted(as_of, known_at) as table
select *
from in_force(known_at)
where cadence <> 'snapshot'
union all
select *
from in_force(known_at)
where cadence = 'snapshot' and last_day(month) <= as_of
qualify month = max(month) over (partition by form, unit);
