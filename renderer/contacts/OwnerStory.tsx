// The answer at the top of a contact's page: who owns it, why, and was that user told?
import { BellOff, BellRing, CornerDownRight, UserX } from 'lucide-react';
import type { ReactNode } from 'react';
import { ownerStory, type Sentence } from '../../shared/engine/story.ts';
import type { ContactPage } from '../../shared/ipc-types.ts';
import type { Contact } from '../../shared/model/contact.ts';
import { useTimeWords } from '../ui/TimeText.tsx';
import { PersonMark } from '../ui/Person.tsx';
import { RunLink } from './RunLink.tsx';
import classes from './contacts.module.css';
import { changeOwner } from './contact-acts.ts';
import { OwnerPicker } from './OwnerPicker.tsx';

/** The card. The picker is left out when the contact is in the bin. */
export function OwnerStory({ page, contact }: { readonly page: ContactPage; readonly contact: Contact }): ReactNode {
  const when = useTimeWords();
  const { owner, told, attention } = ownerStory({ ...page, owner: contact.owner, when });
  const [headline, ...why] = owner;
  const Told = attention ? BellOff : BellRing;
  return (
    <section aria-label="Owner" className={classes.story}>
      {page.owner === null ? (
        <UserX aria-hidden className={classes.noOwner} size={20} />
      ) : (
        <PersonMark name={page.owner.name} />
      )}
      <div className={classes.storyWords}>
        <h2>{headline && <Words sentence={headline} />}</h2>
        {why.length > 0 && (
          <p>
            <CornerDownRight aria-hidden size={16} />
            <span>
              {why.map((sentence, at) => (
                <Words key={at} sentence={sentence} />
              ))}
            </span>
          </p>
        )}
        {told.length > 0 && (
          <p data-attention={attention || undefined}>
            <Told aria-hidden size={16} />
            <span>
              {told.map((sentence, at) => (
                <Words key={at} sentence={sentence} />
              ))}
            </span>
          </p>
        )}
      </div>
      {contact.deletedAt === undefined && (
        <OwnerPicker
          label={contact.owner === null ? 'Choose owner' : 'Change owner'}
          onChoose={(user) => void changeOwner(contact, user)}
          owner={contact.owner}
        />
      )}
    </section>
  );
}

function Words({ sentence }: { readonly sentence: Sentence }): ReactNode {
  return (
    <>{sentence.map(({ text, run }, at) => (run === undefined ? text : <RunLink key={at} run={run} text={text} />))} </>
  );
}
