/** What 'electron' is to the page: nothing. The page reaches the machine through the contract alone. */
export {};
