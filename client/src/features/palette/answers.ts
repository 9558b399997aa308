/** Sentence for those who look for something that Azure or Peerscape does not do. */
interface Answer {
  readonly words: RegExp;
  readonly text: string;
}

const ANSWERS: readonly Answer[] = [
  {
    words: /^(re-?nam\w*|new name|change (the )?name)\b/,
    text: 'Azure cannot rename a VNet or a peering. A peering gets another name when it is deleted and created again: delete it, then connect the two VNets and edit the names.',
  },
  {
    words: /^((create|new|add) (an? )?(vnet|virtual network|subnet)|(delete|remove) (an? |the )?(vnet|virtual network|subnet))\b/,
    text: 'Peerscape changes peerings only. Create and delete VNets and subnets in the Azure portal or with your own templates; Peerscape shows them after the next refresh.',
  },
  {
    words: /^(languages?|translat\w*|locale|deutsch|fran[cç]ais|español)\b/,
    text: 'Peerscape is in English only. The names of options and states are those of Azure Resource Manager.',
  },
  {
    words: /^(resize|(change|edit|add|extend) (the )?(address|prefix)\w*)\b/,
    text: 'Change the address space of a VNet in the Azure portal. Its peerings are then out of sync, and Peerscape syncs them.',
  },
];

/** Returns the answer to a search for something that does not exist. */
export const findAnswer = (text: string): string | undefined => ANSWERS.find(({ words }) => words.test(text.trim().toLowerCase()))?.text;
