"""The documented views, as SQL that SQLite and Postgres both run."""

from __future__ import annotations

VIEWS: dict[str, str] = {
    "v_decisions": """
        SELECT d.turn_id, t.session_id, t.instruction, t.language, d.created_s, d.kind, d.reason, d.set_size,
               d.threshold, b.entropy_bits, r.text AS best_reading, r.probability AS best_probability, d.text,
               d.audit_rate, d.audit_draw, d.doubt_threshold, d.doubt_bits
        FROM decision d
        JOIN turn t ON t.id = d.turn_id
        LEFT JOIN belief b ON b.id = d.belief_id
        LEFT JOIN reading r ON r.belief_id = d.belief_id AND r.rank = 1""",
    "v_questions": """
        SELECT q.turn_id, t.session_id, t.instruction, t.language, q.created_s, q.factor, q.kind, q.text,
               q.options, q.repeated, q.answer, q.answer_kind, q.answered_s - q.created_s AS answer_seconds,
               q.audit
        FROM question q
        JOIN turn t ON t.id = q.turn_id""",
    "v_outcomes": """
        SELECT t.session_id, o.turn_id, t.instruction, t.language, s.policy, s.fingerprint, o.reason,
               o.success, o.success_reason, o.steps, o.seconds, o.control_hz, o.questions, o.text
        FROM outcome o
        JOIN turn t ON t.id = o.turn_id
        JOIN session s ON s.id = t.session_id""",
    "v_rationale_outcomes": """
        SELECT p.turn_id, t.session_id, t.instruction, t.language, p.text AS plan, p.rationale, p.probability,
               p.steps AS skills, o.reason, o.success, o.success_reason, o.steps,
               (SELECT COUNT(*) FROM action_step a WHERE a.turn_id = p.turn_id AND a.kind = 'send'
                AND a.sent IS NOT NULL) AS sent_steps
        FROM plan p
        JOIN turn t ON t.id = p.turn_id
        LEFT JOIN outcome o ON o.turn_id = p.turn_id""",
}
