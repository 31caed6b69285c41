//! Writes what an export adds to the evidence.

use crate::{
    model::{
        evidence::Source,
        id::{ImportId, PersonId},
        matching::{evidence_plan::EvidencePlan, matcher::PersonRef},
    },
    store::{Edit, StoreError},
};

/// Writes what an export adds to the evidence. `ids` are the numbers of the people who were added, in their order.
pub(super) fn write_evidence<E: From<StoreError>>(
    plan: &EvidencePlan,
    edit: Edit<'_>,
    import: ImportId,
    ids: &[PersonId],
    mut step: impl FnMut() -> Result<(), E>,
) -> Result<(), E> {
    let id_of = |whom: PersonRef| match whom {
        PersonRef::Known(id) => Some(id),
        PersonRef::Added(at) => ids.get(at).copied(),
    };
    if plan.forgets_messages {
        edit.forget_messages()?;
    }
    edit.insert_coverage(import, plan.exported_on, &plan.files)?;
    edit.insert_owner_jobs(import, &plan.jobs)?;
    edit.insert_owner_activities(import, &plan.activities)?;
    for exported_on in &plan.invitation_files {
        edit.insert_invitation_file(import, exported_on.unwrap_or(plan.exported_on))?;
    }
    for row in &plan.invitation_rows {
        step()?;
        edit.insert_invitation_row(import, row.exported_on.unwrap_or(plan.exported_on), row)?;
    }
    for follow in &plan.follows {
        step()?;
        edit.insert_follow(import, follow.exported_on.unwrap_or(plan.exported_on), follow)?;
    }
    for (whom, kind) in &plan.ambiguous {
        step()?;
        if let Some(id) = id_of(*whom) {
            edit.insert_ambiguous(import, id, *kind)?;
        }
    }
    let here = |source: &mut Source| source.import = import;
    for (whom, log, newer) in &plan.logs {
        step()?;
        let Some(id) = id_of(*whom) else { continue };
        edit.put_message_log(newer.unwrap_or(import), id, log)?;
    }
    for (id, invitation) in plan.invitations.iter().filter_map(|(whom, found)| Some((id_of(*whom)?, found))) {
        step()?;
        let mut invitation = invitation.clone();
        here(&mut invitation.source);
        edit.put_invitation(id, &invitation)?;
    }
    for (id, endorsement) in plan.endorsements.iter().filter_map(|(whom, found)| Some((id_of(*whom)?, found))) {
        step()?;
        let mut endorsement = endorsement.clone();
        here(&mut endorsement.source);
        edit.insert_endorsement(id, &endorsement)?;
    }
    for (whom, recommendation, earlier) in &plan.recommendations {
        step()?;
        let Some(id) = id_of(*whom) else { continue };
        let mut recommendation = recommendation.clone();
        here(&mut recommendation.source);
        edit.put_recommendation(id, &recommendation, earlier.as_deref())?;
    }
    for (whom, note) in &plan.notes {
        step()?;
        let Some(id) = id_of(*whom) else { continue };
        let mut note = note.clone();
        here(&mut note.source);
        edit.put_owner_note(id, &note)?;
    }
    Ok(())
}
