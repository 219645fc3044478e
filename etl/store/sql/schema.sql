-- The warehouse's own tables; each form's table is made from its class (see warehouse.py).
-- No text in them holds a personal number whole.
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
    hint varchar not null,
    -- JSON: what makes it a question, with its choices; and whether nobody has answered it
    asked varchar,
    is_open boolean not null
);

-- Accepted submissions as known at a moment, without those that were withdrawn by then; arrival
-- grows in the order in which they came.
create macro arrivals(known_at) as table
select
    submission_id,
    received_at,
    epoch_us(received_at)::hugeint * 4294967296 + submission_id as arrival
from submissions
where
    verdict = 'accepted'
    and received_at <= known_at
    and submission_id not in (
        select submission_id from withdrawals where withdrawn_at <= known_at
    );

-- Which submission speaks for a form, unit and month: the newest, and what was added to it since.
create macro in_force(known_at) as table
with
spoken as (
    select
        c.form, c.cadence, c.unit, c.month, c.mode, c.submission_id, a.arrival, a.received_at
    from coverage as c
    inner join arrivals(known_at) as a using (submission_id)
),

newest as (
    select form, unit, month, max(arrival) as arrival
    from spoken
    where mode = 'replace' and cadence <> 'append'
    group by form, unit, month
)

select s.form, s.cadence, s.unit, s.month, s.submission_id, s.arrival, s.received_at
from spoken as s
left join newest as n on n.form = s.form and n.unit = s.unit and n.month = s.month
where n.arrival is null or s.arrival >= n.arrival;
