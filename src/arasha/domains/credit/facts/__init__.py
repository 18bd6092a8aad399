"""The language of the register: what was stated of people, what was answered, what became of refusals and claims."""
