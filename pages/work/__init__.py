"""工作要点 and 牵头单位: the tasks, and who answers for them."""
